import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AllWords } from '../../src/messages/index.ts'
import { type Composition, composeMessages } from '../../src/reminders/compose.ts'
import type { Fault } from '../../src/reminders/faults.ts'
import type { Owed, ReminderCard } from '../../src/reminders/owed.ts'
import type { ReminderText } from '../../src/reminders/wording.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { en, zh } from '../words.ts'
import { dueOf, term, watched } from './fixtures.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

function how(changes: Partial<Composition> = {}): Composition {
  return {
    channel: 'mail',
    limit: null,
    lang: 'en',
    words: en,
    hash,
    ownToday: '2026-12-01',
    ...changes,
  }
}

function item(card: ReminderCard, changes: Partial<ReminderText> = {}): { owed: Owed; due: ReminderText } {
  const due = dueOf(card, changes)
  return {
    owed: {
      card: card.card,
      expires: card.term.expires!,
      milestone: 'lead',
      date: card.today,
      channel: 'mail',
    },
    due,
  }
}

/** The one message about one card. */
function text(
  card: ReminderCard,
  changes: Partial<ReminderText> = {},
  words: AllWords = en,
  own = card.today,
): string {
  const [message] = composeMessages([item(card, changes)], [], how({ words, ownToday: own }))
  return `${message!.title}\n\n${message!.text}`
}

describe('a reminder in English', () => {
  test('says which card, whose, the last valid day, the days left, the papers and the next action', () => {
    const papers = { ready: 3, needed: 6, missing: ['photo', 'application form'] }
    const next = { code: 'book', text: 'Book an appointment', by: '2026-12-10' }
    expect(text(watched('2026-12-01'), { holder: 'Li Wei', papers, next })).toMatchInlineSnapshot(`
      "me: 30 days left

      me (Registration card; holder: Li Wei)
      30 days left: the last valid day is Thu 31 Dec 2026.
      3 of 6 papers ready; missing: photo, application form.
      Next: Book an appointment, by Thu 10 Dec 2026.

      More: renew status. Renewed already: renew done NAME --expires DATE. Seen: renew ack NAME."
    `)
  })

  test('counts one day as one day', () => {
    expect(text(watched('2026-12-30'))).toContain('1 day left: the last valid day is Thu 31 Dec 2026.')
  })

  test('on the last day says that it is today', () => {
    expect(text(watched('2026-12-31'))).toMatchInlineSnapshot(`
      "me: today is the last valid day

      me (Registration card)
      Today is the last valid day: Thu 31 Dec 2026.
      Next: Begin the renewal, by Thu 31 Dec 2026.

      More: renew status. Renewed already: renew done NAME --expires DATE. Seen: renew ack NAME."
    `)
  })

  test('after it counts the days over and gives the warning of the guide', () => {
    expect(text(watched('2027-01-01'))).toContain('Expired 1 day ago')
    expect(text(watched('2027-01-03'))).toMatchInlineSnapshot(`
      "me: expired 3 days ago

      me (Registration card)
      Expired 3 days ago: the last valid day was Thu 31 Dec 2026.
      Fines or even deportation are possible.
      Next: Begin the renewal, by Thu 31 Dec 2026.

      More: renew status. Renewed already: renew done NAME --expires DATE. Seen: renew ack NAME."
    `)
  })

  test('warns of nothing before the expiry', () => {
    expect(text(watched('2026-12-31'))).not.toContain('deportation')
  })

  test.each([
    ['2026-12-15', 'The last valid day is on a weekend; the last working day before it is Fri 18 Dec 2026.'],
    [
      '2026-12-18',
      'The last valid day is on a weekend; the last working day before it is today, Fri 18 Dec 2026.',
    ],
    ['2026-12-19', 'The last valid day is on a weekend; the last working day before it was Fri 18 Dec 2026.'],
  ])('names the last working day before a Sunday, on %s', (today, line) => {
    expect(text(watched(today, { term: term({ expires: '2026-12-20' }) }))).toContain(`\n${line}\n`)
  })

  test('names a holiday as the reason', () => {
    const holiday = term({ expires: '2026-12-16', workdays: KZ })
    expect(text(watched('2026-12-10', { term: holiday }))).toContain('The last valid day is a holiday; ')
  })

  test('names the day to file by, and stops asking for it once filed', () => {
    const slow = { processing: { years: 0, months: 0, weeks: 0, days: 10, workdays: 0 } }
    expect(text(watched('2026-12-10', { term: term(slow) }))).toContain('\nFile by Mon 21 Dec 2026.\n')
    const filed = term({ ...slow, submitted: '2026-12-05' })
    expect(text(watched('2026-12-10', { term: filed }))).toContain('\nFiled on Sat 5 Dec 2026.\n')
    expect(text(watched('2026-12-10', { term: filed }))).not.toContain('File by')
  })

  test('tells both days where the reader’s differs from the card’s', () => {
    expect(
      text(watched('2027-03-31', { term: term({ expires: '2027-03-31' }) }), {}, en, '2027-04-01'),
    ).toContain(
      'Counted for Wed 31 Mar 2027, the day where the card is valid; with you it is Thu 1 Apr 2027.',
    )
  })
})

test('a reminder in Chinese reads as one', () => {
  const papers = { ready: 3, needed: 6, missing: ['照片', '申请表'] }
  const next = { code: 'book', text: '预约', by: '2026-12-10' }
  const words = { holder: '李伟', guideTitle: '临时登记卡', papers, next }
  expect(text(watched('2026-12-01'), words, zh)).toMatchInlineSnapshot(`
    "me：还剩 30 天

    me（临时登记卡，持有人：李伟）
    还剩 30 天，有效期至 2026年12月31日（周四）。
    材料共 6 项，已备齐 3 项，还缺：照片、申请表。
    下一步：预约，最迟 2026年12月10日（周四）。

    详情：renew status。已续办：renew done 名称 --expires 日期。已知悉：renew ack 名称。"
  `)
  expect(text(watched('2027-01-03'), { warning: '可能被罚款甚至驱逐出境。' }, zh)).toMatchInlineSnapshot(`
    "me：已过期 3 天

    me（Registration card）
    已过期 3 天，有效期截至 2026年12月31日（周四）。
    可能被罚款甚至驱逐出境。
    下一步：Begin the renewal，最迟 2026年12月31日（周四）。

    详情：renew status。已续办：renew done 名称 --expires 日期。已知悉：renew ack 名称。"
  `)
})

describe('several reminders', () => {
  const cards = [
    watched('2026-12-01', { card: 'far', name: 'far', term: term({ expires: '2027-03-01' }) }),
    watched('2026-12-01', { card: 'b', name: 'b' }),
    watched('2026-12-01', { card: 'a', name: 'a' }),
    watched('2026-12-01', { card: 'soon', name: 'soon', term: term({ expires: '2026-12-20' }) }),
    watched('2026-12-01', { card: 'last', name: 'last', term: term({ expires: '2026-12-01' }) }),
    watched('2026-12-01', { card: 'over', name: 'over', term: term({ expires: '2026-11-01' }) }),
  ]

  test('come in one message, most urgent first', () => {
    const messages = composeMessages(
      cards.map(card => item(card)),
      [],
      how(),
    )
    expect(messages).toHaveLength(1)
    expect(messages[0]!.reminders.map(({ name }) => name)).toEqual(['over', 'last', 'soon', 'a', 'b', 'far'])
    expect(messages[0]!.title).toBe('6 cards: 1 overdue, 1 on the last day, 4 to renew')
    expect(messages[0]!.urgent).toBe(true)
    expect(composeMessages([item(cards[1]!)], [], how())[0]!.urgent).toBe(false)
  })

  test('the title counts only what there is', () => {
    const two = composeMessages([item(cards[1]!), item(cards[2]!)], [], how())
    expect(two[0]!.title).toBe('2 cards: 2 to renew')
    const chinese = composeMessages([item(cards[1]!), item(cards[5]!)], [], how({ words: zh }))
    expect(chinese[0]!.title).toBe('2 份证件：1 份已过期，1 份待续办')
  })

  test('a long list is cut into messages within the limit, and every card is named in one of them', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
            fc.integer({ min: -60, max: 200 }),
          ),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        fc.constantFrom<'bytes' | 'characters'>('bytes', 'characters'),
        fc.integer({ min: 600, max: 3000 }),
        fc.boolean(),
        (people, unit, size, faulty) => {
          const items = people.map(([name, days], n) => {
            const expires = new Date(Date.UTC(2026, 11, 1 + days)).toISOString().slice(0, 10)
            return item(watched('2026-12-01', { card: `c${n}`, name, term: term({ expires }) }), {
              holder: name,
            })
          })
          const faults: Fault[] = faulty ? [{ code: 'store', values: { reason: 'x is damaged' } }] : []
          const messages = composeMessages(items, faults, how({ limit: { unit, size }, words: zh }))
          for (const message of messages) {
            const whole = `${message.title}\n\n${message.text}`
            const measured = unit === 'bytes' ? Buffer.byteLength(whole) : whole.length
            expect(measured).toBeLessThanOrEqual(size)
          }
          const named = messages.flatMap(({ reminders }) => reminders.map(({ card }) => card))
          expect([...named].sort()).toEqual(items.map(({ owed }) => owed.card).sort())
          if (faulty) expect(messages.some(({ text }) => text.includes('x is damaged。'))).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('counts what is sent, where escaping makes it longer', () => {
    const written = (text: string) =>
      text.replaceAll('*', '\\*'.repeat(4)).replaceAll('\n', '<br/>'.repeat(3))
    const names = ['*'.repeat(80), ...Array.from({ length: 30 }, (_, n) => `**${n}**`)]
    const items = names.map((name, n) =>
      item(watched('2026-12-01', { card: `c${n}`, name }), { name, holder: name }),
    )
    for (const unit of ['bytes', 'characters'] as const) {
      const messages = composeMessages(items, [], how({ limit: { unit, size: 2000, written } }))
      expect(messages.flatMap(({ reminders }) => reminders)).toHaveLength(names.length)
      for (const { title, text } of messages)
        expect(written(`${title}\n\n${text}`).length).toBeLessThanOrEqual(2000)
    }
  })

  test('its parts are numbered', () => {
    const messages = composeMessages(
      cards.map(card => item(card)),
      [],
      how({ limit: { unit: 'characters', size: 600 } }),
    )
    expect(messages.length).toBeGreaterThan(1)
    expect(messages[0]!.title).toMatch(new RegExp(`\\(1/${messages.length}\\)$`))
  })

  test('where not even one fits in full, its name, days and last valid day stay', () => {
    const long = item(watched('2026-12-01'), { papers: { ready: 0, needed: 1, missing: ['x'.repeat(2000)] } })
    const [message] = composeMessages([long], [], how({ limit: { unit: 'characters', size: 400 } }))
    expect(message!.text).toContain('me: 30 days left (Thu 31 Dec 2026)')
  })
})

describe('faults', () => {
  const bad: Fault = { code: 'store', values: { reason: 'the card "visa" cannot be read' } }

  test('are part of the message', () => {
    const [message] = composeMessages([item(watched('2026-12-01'))], [bad], how())
    expect(message!.text).toContain('\n\nthe card "visa" cannot be read.')
  })

  test('are a message of their own when nothing is owed', () => {
    const [message] = composeMessages([], [bad], how())
    expect(message).toMatchObject({ title: 'renew: something is wrong', reminders: [], urgent: false })
    expect(composeMessages([], [], how())).toEqual([])
  })

  test('are one line each, whatever a file holds', () => {
    const evil: Fault = { code: 'store', values: { reason: 'a\nb\u001b[2J\u202e' } }
    const [message] = composeMessages([], [evil], how())
    expect(message!.text).toBe('a\\nb\\x1b[2J\\u202e.')
  })

  test('of which there are too many are counted', () => {
    const [message] = composeMessages(
      [],
      Array.from({ length: 20 }, () => bad),
      how(),
    )
    expect(message!.text.split('\n')).toHaveLength(9)
    expect(message!.text).toContain('12 more: renew doctor.')
  })
})

test('names from elsewhere cannot act on a terminal or turn the line', () => {
  const evil = '\u001b]0;x\u0007\u202egnp\u2028'
  const shown = text(watched('2026-12-01', { name: evil }), { holder: evil, guideTitle: evil })
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/)
  expect(shown).toContain('\\x1b]0;x\\x07\\u202egnp')
})

describe('ids', () => {
  const [message] = composeMessages([item(watched('2026-12-01'))], [], how())

  test('are the same for the same reminder, whatever its day or words', () => {
    const later = item(watched('2026-12-05'), { holder: 'x' })
    later.owed.date = '2026-12-01'
    const [again] = composeMessages([later], [], how({ words: zh }))
    expect(again!.id).toBe(message!.id)
    expect(again!.reminders[0]!.id).toBe(message!.reminders[0]!.id)
    expect(again!.text).not.toBe(message!.text)
  })

  test('never change between versions: receivers know reminders by them', () => {
    expect(message!.reminders[0]!.id).toBe(hash('aaaa\n2026-12-31\nlead\n2026-12-01'))
    expect(message!.id).toBe(hash(message!.reminders[0]!.id))
  })

  test('differ by card, expiry and milestone', () => {
    const ids = (['card', 'expires', 'milestone'] as const).map(key => {
      const other = item(watched('2026-12-01'))
      other.owed[key] = 'other'
      return composeMessages([other], [], how())[0]!.id
    })
    expect(new Set([...ids, message!.id]).size).toBe(4)
  })
})
