import { describe, expect, test } from 'vitest'
import { assessAll } from '../../../src/cards/assess.ts'
import { type Card, FIELD_NAMES, newCard } from '../../../src/cards/card.ts'
import { type CardPageData, renderCardPage } from '../../../src/commands/show/screen.ts'

import { builtInGuide } from '../../../src/guides/guides.ts'

import { milestonesBetween } from '../../../src/schedule/milestones.ts'
import { calendarById } from '../../../src/schedule/work-calendars.ts'
import { FULL as EVERY_FIELD } from '../../cards/sample-card.ts'
import { en, zh } from '../../words.ts'
import { TODAY } from './sample.ts'

const TERMINAL = { isTTY: true, width: 80, height: 40, color: 0 } as const
const PIPE = { ...TERMINAL, isTTY: false, height: null } as const

async function pageOf(given: Partial<Card> = {}): Promise<CardPageData> {
  const base = { id: 'abcd2345', name: 'me', guide: 'kz/registration-card', expires: '2026-12-20' }
  const card = newCard({ ...base, ...given }, '2026-11-01T10:00:00+05:00')
  const [assessed] = await assessAll([card], {
    guide: async id => ({ guide: await builtInGuide(id), own: false, fault: null }),
    calendar: async id => ({ calendar: calendarById(id)!, fault: null }),
    today: () => TODAY,
    defaults: { milestones: null, zone: null },
  })
  const milestones = card.expires ? milestonesBetween(assessed!.term, TODAY, card.expires) : []
  const reminders = milestones.map(({ id, date }) => ({ milestone: id, day: date }))
  return { assessed: assessed!, lang: 'en', reminders, links: [], lastReminder: null }
}

const FULL: Partial<Card> = {
  holder: 'Aigerim',
  number: 'N12345678',
  readings: { card: '2026-12-20', visa: '2026-12-31' },
  issued: '2025-12-20',
  lead: '6w',
  durations: { photo: '2d' },
  tags: ['family', 'kz'],
  note: 'two\nlines \u001b[31m',
  renewal: {
    method: 'in person',
    appointment: '2026-12-01',
    submitted: null,
    receipt: 'R-1',
    paid: [{ amount: '15000', currency: 'KZT' }],
    ticks: {},
  },
}

describe('the page of a card', () => {
  test('says where it stands, what is set and by whom, and which reminders come', async () => {
    const shown = renderCardPage({ ...(await pageOf(FULL)), links: ['passport'] }, en, TERMINAL)
    await expect(shown).toMatchFileSnapshot('golden/show-en.golden.txt')
  })

  test('in Chinese', async () => {
    const shown = renderCardPage({ ...(await pageOf()), lang: 'zh' }, zh, TERMINAL)
    await expect(shown).toMatchFileSnapshot('golden/show-zh.golden.txt')
  })

  test('never shows more than the last four characters of the number, and of a short one none', async () => {
    const shown = renderCardPage(await pageOf(FULL), en, TERMINAL)
    expect(shown).toContain('••••5678')
    expect(shown).not.toContain('45678')
    expect(renderCardPage(await pageOf({ number: '1234' }), en, TERMINAL)).not.toContain('1234')
  })

  test('marks a value of the guide with how far its source is to be trusted, and not one of the card', async () => {
    expect(renderCardPage(await pageOf(), en, PIPE)).toContain(
      'prepare ahead\t1 month (from the guide, unverified)\n',
    )
    expect(renderCardPage(await pageOf(FULL), en, PIPE)).toContain('prepare ahead\t6 weeks\n')
  })

  test.each(FIELD_NAMES.filter(name => name !== 'resolved'))('shows %s', async field => {
    const plain = { name: 'other', expires: EVERY_FIELD.expires }
    const page = async (given: Partial<Card>) => {
      const data = await pageOf({ ...plain, ...given })
      const assessed = { ...data.assessed, card: { ...data.assessed.card, ...given } }
      return renderCardPage({ ...data, assessed, links: given.links ?? [] }, en, PIPE)
    }
    const value = field === 'expires' ? '2027-12-31' : EVERY_FIELD[field]
    expect(await page({ [field]: value })).not.toBe(await page({}))
  })

  test('in a pipe every field has its line, dates as other programs take them', async () => {
    const shown = renderCardPage(await pageOf(), en, PIPE)
    expect(shown).toContain('valid until\t2026-12-20\n')
    expect(shown).toContain('holder\t\n')
    expect(shown).toContain('reminders to come\t2026-12-06: 14 days before it expires\n')
    for (const line of shown.slice(0, -1).split('\n')) expect(line.split('\t')).toHaveLength(2)
  })

  test('lists the papers with what was entered about them', async () => {
    const tick = {
      done: '2026-11-20',
      taken: '2026-11-20',
      until: null,
      pages: null,
      notNeeded: null,
      own: null,
      choice: null,
    }
    const renewal = {
      method: null,
      appointment: null,
      submitted: null,
      receipt: null,
      paid: [],
      ticks: { photo: tick },
    }
    const shown = renderCardPage(await pageOf({ renewal }), en, PIPE)
    expect(shown).toContain('papers\tready: Photo (taken 2026-11-20)\n')
    expect(shown).toContain('papers\tmissing: Application form\n')
  })

  test('says when the last reminder was sent, and through which channels', async () => {
    const lastReminder = { at: '2026-12-01T18:07:00+05:00', milestone: 'lead', channels: ['phone'] }
    const shown = renderCardPage({ ...(await pageOf()), lastReminder }, en, TERMINAL)
    expect(shown).toMatch(/last reminder +Tue 1 Dec 2026, 18:07, phone: time to prepare/)
  })

  test('shows no stored codes', async () => {
    for (const words of [en, zh]) {
      const shown = renderCardPage(await pageOf({ ...FULL, workdays: 'weekends' }), words, TERMINAL)
      expect(shown).not.toMatch(/\b(lead|14d|0d|in-person|weekends|KZ)\b/)
    }
  })

  test('the warning of the guide is there once the card is overdue', async () => {
    expect(renderCardPage(await pageOf({ expires: '2026-11-01' }), en, TERMINAL)).toMatch(
      /warning +After it expires/,
    )
    expect(renderCardPage(await pageOf(), en, TERMINAL)).not.toContain('warning')
  })

  test('both days are said where the card lives in another one', async () => {
    const page = await pageOf()
    expect(renderCardPage({ ...page, ownToday: '2026-11-21' }, en, PIPE)).toContain(
      'today\tIt is 2026-11-22 in Asia/Almaty (for you 2026-11-21)',
    )
    expect(renderCardPage({ ...page, ownToday: TODAY }, en, PIPE)).not.toContain('here and')
  })

  test('a card without end, closed and silent', async () => {
    const endless = renderCardPage(await pageOf({ expires: null, guide: 'generic' }), en, PIPE)
    expect(endless).toContain('stage\tpermanent\nvalid until\tno end\n')
    const closed = renderCardPage(await pageOf({ closed: '2026-11-02' }), en, PIPE)
    expect(closed).toContain('stage\tclosed\n')
    const snoozed = { expires: '2026-12-20', until: '2026-12-01' }
    expect(renderCardPage(await pageOf({ snoozed }), en, PIPE)).toContain('silent until\t2026-12-01\n')
  })
})
