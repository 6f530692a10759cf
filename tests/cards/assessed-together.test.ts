import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assessAll } from '../../src/cards/assess.ts'
import type { Sources } from '../../src/cards/assessed.ts'
import { type Card, FIELD_NAMES } from '../../src/cards/card.ts'

import { findCalendar, Guides } from '../../src/guides/guides.ts'
import { cardWith, FULL } from './sample-card.ts'

const guides = new Guides('/nowhere')
const sources: Sources = {
  guide: id => guides.find(id),
  calendar: id => findCalendar(id, '/nowhere'),
  today: zone => (zone === 'Asia/Tokyo' ? '2027-05-02' : '2027-05-01'),
  defaults: { milestones: null, zone: null },
}

/** What an assessment says of each card; the working days behind its dates are left out. */
async function assessed(cards: readonly Card[]) {
  return (await assessAll(cards, sources)).map(one => ({
    guide: one.guide?.id ?? null,
    guideFault: one.guideFault,
    workdaysFault: one.workdaysFault,
    resolved: one.resolved,
    term: { ...one.term, workdays: one.term.workdays.id },
    status: one.status,
    course: one.course,
    plan: one.plan,
    papers: one.papers,
    next: one.next,
    snoozedUntil: one.snoozedUntil,
  }))
}

async function assessedAlone(cards: readonly Card[]) {
  return (await Promise.all(cards.map(card => assessed([card])))).flat()
}

const plain = cardWith()

test.each(FIELD_NAMES)('a card that sets %s is assessed beside others as it is alone', async field => {
  const other = cardWith({ [field]: FULL[field] })
  for (const cards of [
    [plain, other],
    [other, plain],
  ])
    expect(await assessed(cards)).toEqual(await assessedAlone(cards))
})

/** A card that sets up to three fields, or ends on another day, or whose guide is missing. */
const someCard = fc
  .tuple(
    fc.constantFrom('generic', 'kz/registration-card', 'gone'),
    fc.constantFrom<string | null>('2027-06-30', '2027-05-10', '2027-04-01', null),
    fc.uniqueArray(fc.constantFrom(...FIELD_NAMES), { maxLength: 3 }),
  )
  .map(([guide, expires, fields]) =>
    cardWith({
      ...Object.fromEntries(fields.map(field => [field, FULL[field]])),
      guide,
      expires,
    }),
  )

test('cards assessed together are assessed as each is alone', async () => {
  const several = fc.array(someCard, { minLength: 2, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(several, async cards => {
      const distinct = cards.map((card, at) => ({ ...card, id: `${card.id}${at}`, holder: `holder ${at}` }))
      expect(await assessed(distinct)).toEqual(await assessedAlone(distinct))
    }),
    { numRuns: 300 },
  )
})
