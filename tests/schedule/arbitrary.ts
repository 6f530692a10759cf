import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { CivilDate } from '../../src/dates/civil-date.ts'
import { FIRST_DAY } from '../../src/dates/civil-date.ts'
import { parsePeriod } from '../../src/dates/period.ts'
import type { Term } from '../../src/schedule/deadlines.ts'
import { type Milestone, milestonesBetween } from '../../src/schedule/milestones.ts'
import { NONE, WORK_CALENDARS } from '../../src/schedule/work-calendars.ts'
import { type Knowledge, knowledgeBetween, type WorkCalendar } from '../../src/schedule/workdays.ts'

/** A day counted from 1970-01-01, by an independent calendar. */
export function dayNumber(number: number): CivilDate {
  return Temporal.PlainDate.from('1970-01-01').add({ days: number }).toString()
}

/** Days from 1970-01-01 to 2100-12-31. */
export const DAYS_TO_2100 = 47_846

/** Any day from 1970 to 2100, month ends and leap days more often than chance would have it. */
export const anyDay: fc.Arbitrary<CivilDate> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: DAYS_TO_2100 }).map(dayNumber) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1970, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 3 }),
      )
      .map(([year, month, back]) => {
        const first = Temporal.PlainDate.from({ year, month, day: 1 })
        return first.with({ day: first.daysInMonth - back }).toString()
      }),
  },
)

/** Days within a few years of each other, so that terms meet them. */
export const nearbyDay: fc.Arbitrary<CivilDate> = fc.integer({ min: 20_000, max: 21_500 }).map(dayNumber)

const periodText = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('d', 'w', 'mo', 'wd'))
  .map(([count, unit]) => `${count}${unit}`)
const period = periodText.map(periodOf)
const milestone = fc.oneof(fc.constant('lead'), periodText)

/** A term with an end and any mixture of the rest. */
export const anyTerm: fc.Arbitrary<Term> = fc.record({
  expires: nearbyDay,
  lead: period,
  milestones: fc.array(milestone, { maxLength: 8 }),
  workdays: fc.constantFrom(...WORK_CALENDARS),
  processing: fc.option(period),
  filing: fc.option(fc.record({ from: period, to: period })),
  appointment: fc.option(nearbyDay),
  submitted: fc.option(nearbyDay),
  needed: fc.option(nearbyDay),
  neededBy: fc.constant('me'),
  neededDays: fc.array(fc.record({ date: nearbyDay, by: fc.constant('me') }), { maxLength: 2 }),
  acknowledged: fc.option(nearbyDay),
  snoozedUntil: fc.option(nearbyDay),
  snoozedOn: fc.option(nearbyDay),
})

/** A term with the usual milestones and nothing known besides. */
export function termOf(expires: CivilDate | null, more: Partial<Term> = {}): Term {
  return {
    expires,
    lead: periodOf('P1M'),
    milestones: ['lead', '14d', '7d', '3d', '1d', '0d'],
    workdays: NONE,
    processing: null,
    filing: null,
    appointment: null,
    submitted: null,
    needed: null,
    neededBy: null,
    neededDays: more.needed ? [{ date: more.needed, by: 'me' }] : [],
    acknowledged: null,
    snoozedUntil: null,
    snoozedOn: null,
    ...more,
  }
}

/** A period that is known to be one. */
export function periodOf(text: string) {
  const found = parsePeriod(text)
  if (!found) throw new Error(`not a period: ${text}`)
  return found
}

export function milestonesUntil(term: Term, until: CivilDate): Milestone[] {
  return milestonesBetween(term, FIRST_DAY, until)
}

export function knowledgeOf(date: CivilDate, calendar: WorkCalendar): Knowledge {
  return knowledgeBetween(date, date, calendar)
}
