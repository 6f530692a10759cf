import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate, daysBetween } from '../../src/dates/civil-date.ts'
import type { Term } from '../../src/schedule/deadlines.ts'
import {
  type Milestone,
  milestonesBetween,
  newestMilestone,
  nextMilestone,
} from '../../src/schedule/milestones.ts'
import { type Status, statusOn } from '../../src/schedule/status.ts'
import { isWorkday } from '../../src/schedule/workdays.ts'
import { anyTerm, milestonesUntil, nearbyDay, periodOf } from './arbitrary.ts'

/** What reminds on a day, worked out the slow way: look at the day and ask each rule in turn. */
function slowly(term: Term): (day: CivilDate) => string | null {
  const { appointment, submitted, neededDays, acknowledged, filing, processing } = term
  const expires = term.expires!
  const status = statusOn({ ...term, submitted: null }, expires)
  const { lastWorkingDay, fileBy } = status
  const names = term.milestones.map(id => ({ id, date: namedDay(id, term, status) }))
  const opens = filing && before(term, filing.from)
  const closes = filing && before(term, filing.to)
  const after = (from: CivilDate, day: CivilDate) => Temporal.PlainDate.from(from).until(day).days
  const seen = acknowledged === null ? 0 : Math.max(0, after(expires, acknowledged))

  return day => {
    const named = names.find(({ date }) => date === day)?.id ?? null
    if (day === expires) return named ?? '0d'
    if (appointment !== null && (submitted === null || appointment > submitted)) {
      if (day === appointment) return 'appointment'
      if (after(day, appointment) === 1) return 'appointment-1d'
    }
    if (submitted === null && neededDays.some(({ date }) => date === day) && day < expires) return 'needed'
    if (submitted === null || day === expires || day === lastWorkingDay) {
      if (day === lastWorkingDay && day !== expires) return 'last-working-day'
      if ((filing || processing) && day === fileBy && day !== expires) return 'file-by'
      if (day === closes && day !== expires) return 'filing-closes'
      if (day === opens && day !== expires) return 'filing-opens'
      if (submitted === null && appointment !== null && day < expires && after(appointment, day) === 1)
        return 'appointment+1d'
      if (named !== null) return named
    }
    const over = after(expires, day)
    const isUsual = over <= 30 || (over - 30) % 7 === 0
    if (over > 0 && (seen === 0 || over <= seen ? isUsual : (over - seen) % 7 === 0)) return `+${over}d`
    const asked = submitted === null ? 0 : after(submitted, day)
    return over < 0 && asked > 0 && asked % 7 === 0 ? `ask+${asked}d` : null
  }
}

function before(term: Term, period: Term['lead']): CivilDate {
  const { years, months, weeks, days, workdays } = period
  let day = Temporal.PlainDate.from(term.expires!).subtract({ years, months, weeks, days })
  const skipOff = () => {
    while (!isWorkday(day.toString(), term.workdays)) day = day.subtract({ days: 1 })
  }
  if (workdays > 0) skipOff()
  for (let left = workdays; left > 0; left--) {
    day = day.subtract({ days: 1 })
    skipOff()
  }
  return day.toString()
}

function namedDay(id: string, term: Term, { window, lastWorkingDay }: Status): CivilDate {
  if (id === 'lead') return window!.opens
  return id === '0wd' ? lastWorkingDay! : before(term, periodOf(id))
}

describe('for any card', () => {
  test('each day has the milestone that the rules give it', () => {
    fc.assert(
      fc.property(anyTerm, fc.option(nearbyDay), (term, elsewhere) => {
        const from = addDays(elsewhere ?? term.expires!, -35)
        const until = addDays(from, 70)
        const expected: Milestone[] = []
        const milestoneOn = slowly(term)
        for (let day = from; day <= until; day = addDays(day, 1)) {
          const id = milestoneOn(day)
          if (id !== null) expected.push({ id, date: day })
        }
        expect(milestonesBetween(term, from, until)).toEqual(expected)
      }),
      { numRuns: 150 },
    )
  })

  test('the newest is the last of the list, the next the first after it', () => {
    fc.assert(
      fc.property(anyTerm, nearbyDay, (term, today) => {
        const later = addDays(today, 400)
        const all = milestonesUntil(term, later)
        const past = all.filter(({ date }) => date <= today)
        expect(milestonesUntil(term, today)).toEqual(past)
        expect(newestMilestone(term, today)).toEqual(past.at(-1) ?? null)
        if (all[past.length]) expect(nextMilestone(term, today)).toEqual(all[past.length])
        else expect(nextMilestone(term, today)!.date > later).toBe(true)
        expect(milestonesBetween(term, addDays(today, 1), later)).toEqual(all.slice(past.length))
      }),
      { numRuns: 300 },
    )
  })

  test('no date comes twice, and they come in order', () => {
    fc.assert(
      fc.property(anyTerm, nearbyDay, (term, until) => {
        const found = milestonesUntil(term, until)
        found.slice(1).forEach((one, at) => {
          expect(daysBetween(found[at]!.date, one.date)).toBeGreaterThan(0)
        })
      }),
    )
  })

  test('has a milestone at least every week once it is overdue', () => {
    fc.assert(
      fc.property(anyTerm, fc.integer({ min: 0, max: 3000 }), (term, days) => {
        const day = addDays(term.expires!, days)
        const { acknowledged } = term
        // Who says "seen" is left alone for a week from then, though the last reminder was some days before.
        const isSeenSoon = acknowledged !== null && acknowledged > day && acknowledged < addDays(day, 7)
        const since = isSeenSoon ? acknowledged : day
        expect(daysBetween(since, nextMilestone(term, day)!.date)).toBeLessThanOrEqual(7)
      }),
    )
  })
})
