import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AllWords } from '../../src/messages/index.ts'
import { composeMessages, type MessageOptions } from '../../src/reminders/compose.ts'
import type { Fault } from '../../src/reminders/faults.ts'
import type { Owed, ReminderCard } from '../../src/reminders/owed.ts'
import type { ReminderText } from '../../src/reminders/wording.ts'
import { KZ } from '../../src/schedule/work-calendars.ts'
import { en, zh } from '../words.ts'
import { reminderCard, reminderTextFor, term } from './fixtures.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

function how(changes: Partial<MessageOptions> = {}): MessageOptions {
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
  const due = reminderTextFor(card, changes)
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

describe('a reminder', () => {
  const papers = { ready: 1, needed: 2, missing: ['photo'], bring: ['passport', 'photo'] }

  test('says why it comes today, which document, whose, how long is left, the papers, the next action, what to type', () => {
    const next = { code: 'book', text: 'Book an appointment', by: '2026-12-10' }
    const expires = '2027-01-01'
    const card = reminderCard('2026-12-01', { name: 'my card', term: term({ expires, workdays: KZ }) })
    expect(text(card, { holder: 'Li Wei', papers, next })).toMatchInlineSnapshot(`
      "my card: time to prepare

      my card: it is time to prepare the renewal.
      Registration card (Li Wei), valid until Fri 1 Jan 2027.
      Act by Thu 31 Dec 2026, in 30 days. It expires in 31 days, on a public holiday.
      1 of 2 papers ready; missing: photo.
      Next: Book an appointment, by Thu 10 Dec 2026.
      Already submitted: renew submit 'my card'
      Already renewed: renew done 'my card' --expires DATE
      Seen: renew ack 'my card'"
    `)
  })

  test('in Chinese reads as one', () => {
    const next = { code: 'book', text: '预约', by: '2026-12-10' }
    const expires = '2027-01-01'
    const card = reminderCard('2026-12-01', { name: '我的卡', term: term({ expires, workdays: KZ }) })
    const due = { holder: '李伟', guideTitle: '登记卡', papers: { ...papers, missing: ['照片'] }, next }
    expect(text(card, due, zh)).toMatchInlineSnapshot(`
      "我的卡：该准备续办了

      我的卡：该准备续办了。
      登记卡，持有人：李伟，有效期至 2027年1月1日（周五）。
      最晚办理日是 2026年12月31日（周四），还有 30 天；31 天后到期，逢节假日。
      材料共 2 项，已备好 1 项，还缺：照片。
      下一步：预约，最晚 2026年12月10日（周四）。
      已递交：renew submit 我的卡
      已续办：renew done 我的卡 --expires 日期
      已知悉：renew ack 我的卡"
    `)
  })

  test('tells both days where the reader’s differs from the card’s', () => {
    expect(
      text(reminderCard('2027-03-31', { term: term({ expires: '2027-03-31' }) }), {}, en, '2027-04-01'),
    ).toContain('Where the document is valid it is Wed 31 Mar 2027; for you it is Thu 1 Apr 2027.')
  })

  test('gives the kind with the name of a person, as nobody expires', () => {
    const due = { isPerson: true, guideTitle: '护照' }
    expect(text(reminderCard('2027-01-03', { name: '张伟' }), due, zh)).toContain('张伟（护照）：已过期 3 天')
  })

  test('quotes the name in its commands where a shell needs it', () => {
    expect(text(reminderCard('2026-12-01', { name: "Li Na's card" }))).toContain(
      "\nAlready renewed: renew done 'Li Na'\\''s card' --expires DATE\n",
    )
  })

  test.each([
    ['2026-12-30', false],
    ['2026-12-31', true],
    ['2027-01-01', true],
    ['2027-01-05', true],
  ])('on %s is urgent: %s, from the day to act by on', (today, urgent) => {
    const card = reminderCard(today, { term: term({ expires: '2027-01-01', workdays: KZ }) })
    expect(composeMessages([item(card)], [], how())[0]!.urgent).toBe(urgent)
  })

  test('names the receipt once submitted, and asks for no papers and no other submission', () => {
    const filed = term({ submitted: '2026-12-05' })
    const shown = text(reminderCard('2026-12-12', { term: filed }), { receipt: 'A-17', papers })
    expect(shown).toContain('\nSubmitted on Sat 5 Dec 2026, receipt A-17.\n')
    expect(shown).not.toMatch(/papers ready|renew submit|Act by/)
  })
})

describe('several reminders', () => {
  const cards = [
    reminderCard('2026-12-01', { card: 'far', name: 'far', term: term({ expires: '2027-03-01' }) }),
    reminderCard('2026-12-01', { card: 'b', name: 'b' }),
    reminderCard('2026-12-01', { card: 'a', name: 'a' }),
    reminderCard('2026-12-01', { card: 'soon', name: 'soon', term: term({ expires: '2026-12-20' }) }),
    reminderCard('2026-12-01', { card: 'last', name: 'last', term: term({ expires: '2026-12-01' }) }),
    reminderCard('2026-12-01', { card: 'over', name: 'over', term: term({ expires: '2026-11-01' }) }),
  ]

  test('come in one message, most urgent first', () => {
    const messages = composeMessages(
      cards.map(card => item(card)),
      [],
      how(),
    )
    expect(messages).toHaveLength(1)
    expect(messages[0]!.reminders.map(({ name }) => name)).toEqual(['last', 'soon', 'a', 'b', 'far', 'over'])
    expect(messages[0]!.title).toBe('last: expires today, and 5 more documents')
    expect(messages[0]!.urgent).toBe(true)
    expect(composeMessages([item(cards[1]!)], [], how())[0]!.urgent).toBe(false)
  })

  test('the title has the most urgent reason and counts the others', () => {
    const two = composeMessages([item(cards[1]!), item(cards[2]!)], [], how())
    expect(two[0]!.title).toBe('a: time to prepare, and 1 more document')
    expect(two[0]!.text).toMatch(/\n\nAll documents: renew status$/)
    const chinese = composeMessages([item(cards[1]!), item(cards[5]!)], [], how({ words: zh }))
    expect(chinese[0]!.title).toBe('b：该准备续办了，另有 1 份证件')
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
            return item(reminderCard('2026-12-01', { card: `c${n}`, name, term: term({ expires }) }), {
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
      item(reminderCard('2026-12-01', { card: `c${n}`, name }), { name, holder: name }),
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

  test('where not even one fits in full, its last lines go first', () => {
    const long = item(reminderCard('2026-12-01'), {
      papers: { ready: 0, needed: 1, missing: ['x'.repeat(2000)], bring: [] },
    })
    const [message] = composeMessages([long], [], how({ limit: { unit: 'characters', size: 400 } }))
    expect(message!.text).toBe(
      'me: it is time to prepare the renewal.\nRegistration card, valid until Thu 31 Dec 2026.\nIt expires in 30 days.',
    )
    const [brief] = composeMessages([long], [], how({ limit: { unit: 'characters', size: 130 } }))
    expect(brief!.text).toBe('me: time to prepare (valid until Thu 31 Dec 2026)')
  })
})

describe('faults', () => {
  const bad: Fault = { code: 'store', values: { reason: 'the card "visa" cannot be read' } }

  test('are part of the message', () => {
    const [message] = composeMessages([item(reminderCard('2026-12-01'))], [bad], how())
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
    expect(message!.text).toContain('12 more problems: renew doctor.')
  })
})

test('names from elsewhere cannot act on a terminal or turn the line', () => {
  const evil = '\u001b]0;x\u0007\u202egnp\u2028'
  const shown = text(reminderCard('2026-12-01', { name: evil }), { holder: evil, guideTitle: evil })
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/)
  expect(shown).toContain('\\x1b]0;x\\x07\\u202egnp')
})

describe('ids', () => {
  const [message] = composeMessages([item(reminderCard('2026-12-01'))], [], how())

  test('are the same for the same reminder, whatever its day or words', () => {
    const later = item(reminderCard('2026-12-05'), { holder: 'x' })
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
      const other = item(reminderCard('2026-12-01'))
      other.owed[key] = 'other'
      return composeMessages([other], [], how())[0]!.id
    })
    expect(new Set([...ids, message!.id]).size).toBe(4)
  })
})
