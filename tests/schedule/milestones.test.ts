import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate, daysBetween } from '../../src/schedule/civil-date.ts'
import {
  isMilestoneText,
  type Milestone,
  milestonesBetween,
  milestonesUntil,
  newestMilestone,
  nextMilestone,
} from '../../src/schedule/milestones.ts'
import { type Standing, standingOn, type Term } from '../../src/schedule/standing.ts'
import { isWorkday } from '../../src/schedule/workdays.ts'
import { KZ } from '../../src/schedule/workdays-kz.ts'
import { anyTerm, nearbyDay, periodOf, termOf } from './arbitrary.ts'

/** As `id date` lines, which are easier to read. */
function lines(milestones: readonly Milestone[]): string[] {
  return milestones.map(({ id, date }) => `${date} ${id}`)
}

function idsOn(term: Term, until: CivilDate): string[] {
  return milestonesUntil(term, until).map(({ id }) => id)
}

describe('the default milestones', () => {
  test('lead to the last day, then daily, in order', () => {
    expect(lines(milestonesUntil(termOf('2026-12-31', { workdays: KZ }), '2027-01-02'))).toEqual([
      '2026-11-30 lead',
      '2026-12-17 14d',
      '2026-12-24 7d',
      '2026-12-28 3d',
      '2026-12-30 1d',
      '2026-12-31 0d',
      '2027-01-01 +1d',
      '2027-01-02 +2d',
    ])
  })

  test('the last working day is one too, where it differs from the expiry', () => {
    expect(lines(milestonesUntil(termOf('2026-12-20', { workdays: KZ }), '2026-12-21'))).toEqual([
      '2026-11-20 lead',
      '2026-12-06 14d',
      '2026-12-13 7d',
      '2026-12-17 3d',
      '2026-12-18 last-working-day',
      '2026-12-19 1d',
      '2026-12-20 0d',
      '2026-12-21 +1d',
    ])
  })

  test('none later than asked for, and the day asked for counts', () => {
    const term = termOf('2026-12-31')
    expect(milestonesUntil(term, '2026-11-29')).toEqual([])
    expect(idsOn(term, '2026-11-30')).toEqual(['lead'])
    expect(idsOn(term, '2026-12-31').at(-1)).toBe('0d')
  })
})

describe('milestones of its own', () => {
  test('fire also before the window opens, in any number and order', () => {
    const milestones = ['6mo', '3mo', '1mo', '2w', '3wd', '0d', 'P10D', '1y']
    const term = termOf('2026-12-31', { milestones, workdays: KZ })
    expect(lines(milestonesUntil(term, '2026-12-31'))).toEqual([
      '2025-12-31 1y',
      '2026-06-30 6mo',
      '2026-09-30 3mo',
      '2026-11-30 1mo',
      '2026-12-17 2w',
      '2026-12-21 P10D',
      '2026-12-28 3wd',
      '2026-12-31 0d',
    ])
  })

  test('working days count back from the last working day, none of them is that day itself', () => {
    const milestones = ['3wd', '0wd', '0d']
    const term = termOf('2026-12-20', { milestones, workdays: KZ })
    expect(lines(milestonesUntil(term, '2026-12-20'))).toEqual([
      '2026-12-14 3wd',
      '2026-12-18 last-working-day',
      '2026-12-20 0d',
    ])
  })

  test('two on one date count as one, the first named', () => {
    const term = (...milestones: string[]) => termOf('2026-12-31', { milestones })
    expect(idsOn(term('lead', '1mo', 'P1M'), '2026-12-30')).toEqual(['lead'])
    expect(idsOn(term('P1M', 'lead'), '2026-12-30')).toEqual(['P1M'])
    expect(idsOn(term('14d', '2w', '14d'), '2026-12-30')).toEqual(['14d'])
  })

  test('without any, the overdue ones stay', () => {
    expect(lines(milestonesUntil(termOf('2026-12-31', { milestones: [] }), '2027-01-01'))).toEqual([
      '2027-01-01 +1d',
    ])
  })

  test('that are none are a fault of ours, not silence', () => {
    expect(() => milestonesUntil(termOf('2026-12-31', { milestones: ['soon'] }), '2027-01-01')).toThrow(
      'not a milestone: soon',
    )
  })

  test.each(['lead', '14d', '6mo', '2w', '3wd', '0d', '0wd', '1y', 'P1M', 'P1Y2M'])(
    'may be named %s',
    text => {
      expect(isMilestoneText(text)).toBe(true)
    },
  )

  test.each(['', 'Lead', '+1d', '1m', '-1d', 'ask+7d', 'file-by', 'appointment', '14', '14 d'])(
    'may not be named %j',
    text => {
      expect(isMilestoneText(text)).toBe(false)
    },
  )
})

describe('deadlines are always milestones', () => {
  test('the filing period with its start and end, and the last working day to file', () => {
    const filing = { from: periodOf('60d'), to: periodOf('30d') }
    const term = termOf('2026-12-29', { milestones: ['lead', '0d'], workdays: KZ, filing })
    expect(lines(milestonesUntil(term, '2026-12-29'))).toEqual([
      '2026-10-30 filing-opens',
      '2026-11-27 file-by',
      '2026-11-29 filing-closes',
      '2026-12-29 0d',
    ])
  })

  test('the day to file by, where the office takes time', () => {
    const term = termOf('2026-12-31', { milestones: ['0d'], workdays: KZ, processing: periodOf('5wd') })
    expect(lines(milestonesUntil(term, '2026-12-31'))).toEqual(['2026-12-24 file-by', '2026-12-31 0d'])
  })

  test('none where it is the expiry itself', () => {
    const filing = { from: periodOf('0d'), to: periodOf('0d') }
    const term = termOf('2026-12-31', { milestones: [], workdays: KZ, filing, processing: periodOf('0d') })
    expect(milestonesUntil(term, '2026-12-31')).toEqual([])
  })

  test('one that falls on another date milestone stands for both', () => {
    const filing = { from: periodOf('14d'), to: periodOf('7d') }
    const term = termOf('2026-12-31', { filing })
    expect(idsOn(term, '2026-12-31')).toEqual(['lead', 'filing-opens', 'file-by', '3d', '1d', '0d'])
    const sunday = termOf('2026-12-20', { workdays: KZ, processing: periodOf('0d'), milestones: ['2d'] })
    expect(idsOn(sunday, '2026-12-20')).toEqual(['last-working-day'])
    const oneDay = termOf('2026-12-31', {
      filing: { from: periodOf('7d'), to: periodOf('7d') },
      milestones: [],
    })
    expect(idsOn(oneDay, '2026-12-31')).toEqual(['file-by'])
    const saturday = { from: periodOf('12d'), to: periodOf('12d') }
    expect(
      idsOn(termOf('2026-12-31', { filing: saturday, workdays: KZ, milestones: [] }), '2026-12-31'),
    ).toEqual(['file-by'])
  })
})

describe('after the expiry', () => {
  test('daily for thirty days, then weekly without end', () => {
    const term = termOf('2026-12-31')
    const found = milestonesBetween(term, '2027-01-01', '2027-02-20')
    const days = [...Array.from({ length: 30 }, (_, n) => n + 1), 37, 44, 51]
    expect(found).toEqual(days.map(n => ({ id: `+${n}d`, date: addDays('2026-12-31', n) })))
  })

  test('weekly from the day it was acknowledged', () => {
    const term = termOf('2026-12-31', { acknowledged: '2027-01-03' })
    expect(lines(milestonesBetween(term, '2027-01-01', '2027-01-24'))).toEqual([
      '2027-01-01 +1d',
      '2027-01-02 +2d',
      '2027-01-03 +3d',
      '2027-01-10 +10d',
      '2027-01-17 +17d',
      '2027-01-24 +24d',
    ])
    const late = termOf('2026-12-31', { acknowledged: '2027-02-08' })
    expect(lines(milestonesBetween(late, '2027-01-30', '2027-03-01'))).toEqual([
      '2027-01-30 +30d',
      '2027-02-06 +37d',
      '2027-02-15 +46d',
      '2027-02-22 +53d',
      '2027-03-01 +60d',
    ])
  })

  test('on the first day over, acknowledging leaves that day and goes on weekly', () => {
    const term = termOf('2026-12-31', { acknowledged: '2027-01-01' })
    expect(idsOn(term, '2027-01-15').slice(-3)).toEqual(['+1d', '+8d', '+15d'])
  })

  test('is as it would be when it was acknowledged before or on the last day', () => {
    for (const acknowledged of ['2026-12-01', '2026-12-31']) {
      const term = termOf('2026-12-31', { acknowledged })
      expect(milestonesUntil(term, '2027-03-01')).toEqual(milestonesUntil(termOf('2026-12-31'), '2027-03-01'))
    }
  })
})

describe('once filed', () => {
  test('asking weekly takes the place of preparing; the last days and what follows stay', () => {
    const term = termOf('2026-12-20', {
      workdays: KZ,
      processing: periodOf('5wd'),
      filing: { from: periodOf('40d'), to: periodOf('1w') },
      submitted: '2026-12-02',
    })
    expect(lines(milestonesUntil(term, '2026-12-31'))).toEqual([
      '2026-12-09 ask+7d',
      '2026-12-16 ask+14d',
      '2026-12-18 last-working-day',
      '2026-12-20 0d',
      '2026-12-21 +1d',
      '2026-12-22 +2d',
      '2026-12-23 +3d',
      '2026-12-24 +4d',
      '2026-12-25 +5d',
      '2026-12-26 +6d',
      '2026-12-27 +7d',
      '2026-12-28 +8d',
      '2026-12-29 +9d',
      '2026-12-30 +10d',
      '2026-12-31 +11d',
    ])
  })

  test('a last day that asking falls on keeps its name', () => {
    const term = termOf('2026-12-31', { submitted: '2026-12-24' })
    expect(idsOn(term, '2026-12-31')).toEqual(['0d'])
  })

  test('after the expiry asking goes on between the weekly ones', () => {
    const term = termOf('2026-12-31', { submitted: '2026-12-30', acknowledged: '2027-01-01' })
    expect(lines(milestonesBetween(term, '2027-01-02', '2027-01-15'))).toEqual([
      '2027-01-06 ask+7d',
      '2027-01-08 +8d',
      '2027-01-13 ask+14d',
      '2027-01-15 +15d',
    ])
  })
})

describe('an appointment', () => {
  test('is reminded of on the day before and on its day', () => {
    const term = termOf('2026-12-31', { milestones: ['0d'], appointment: '2026-12-10' })
    expect(lines(milestonesUntil(term, '2026-12-31'))).toEqual([
      '2026-12-09 appointment-1d',
      '2026-12-10 appointment',
      '2026-12-31 0d',
    ])
  })

  test('stands for what else falls on its days, but never for the last day', () => {
    const term = (appointment: CivilDate) =>
      termOf('2026-12-31', { milestones: ['3d', '1d', '0d'], appointment })
    expect(idsOn(term('2026-12-29'), '2026-12-31')).toEqual(['appointment-1d', 'appointment', '1d', '0d'])
    expect(idsOn(term('2026-12-31'), '2026-12-31')).toEqual(['3d', 'appointment-1d', '0d'])
    expect(idsOn(term('2027-01-02'), '2027-01-03').slice(-4)).toEqual([
      '0d',
      'appointment-1d',
      'appointment',
      '+3d',
    ])
  })

  test('that filing has overtaken is over; one that follows it is not', () => {
    const term = (appointment: CivilDate) =>
      termOf('2026-12-31', { milestones: [], appointment, submitted: '2026-12-10' })
    expect(idsOn(term('2026-12-09'), '2026-12-16')).toEqual([])
    expect(idsOn(term('2026-12-10'), '2026-12-16')).toEqual([])
    expect(idsOn(term('2026-12-11'), '2026-12-16')).toEqual(['appointment-1d', 'appointment'])
  })
})

test('a card without end has none', () => {
  const term = termOf(null, {
    appointment: '2026-12-10',
    submitted: '2026-12-01',
    acknowledged: '2026-12-01',
  })
  expect(milestonesUntil(term, '9999-12-31')).toEqual([])
  expect(newestMilestone(term, '9999-12-31')).toBeNull()
  expect(nextMilestone(term, '1900-01-01')).toBeNull()
})

describe('at the end of the calendar', () => {
  const term = termOf('9999-12-20')

  test('repetition stops with it', () => {
    expect(idsOn(term, '9999-12-31').at(-1)).toBe('+11d')
    expect(nextMilestone(term, '9999-12-30')).toEqual({ id: '+11d', date: '9999-12-31' })
    expect(nextMilestone(term, '9999-12-31')).toBeNull()
    expect(nextMilestone(termOf('9999-12-31'), '9999-12-31')).toBeNull()
  })

  test('a weekly one that would lie beyond it is none', () => {
    const asked = termOf('9999-12-31', { milestones: [], submitted: '9999-12-20' })
    expect(nextMilestone(asked, '9999-12-26')).toEqual({ id: 'ask+7d', date: '9999-12-27' })
    expect(nextMilestone(asked, '9999-12-27')).toBeNull()
  })
})

test('an expiry long past costs no more than a near one', () => {
  const term = termOf('1950-06-15')
  expect(newestMilestone(term, '2026-12-31')).toEqual({ id: '+27953d', date: '2026-12-26' })
  expect(nextMilestone(term, '2026-12-31')).toEqual({ id: '+27960d', date: '2027-01-02' })
  expect(milestonesBetween(term, '2026-12-01', '2026-12-31')).toHaveLength(4)
  const started = performance.now()
  for (let n = 0; n < 2000; n++) newestMilestone(term, '2026-12-31')
  // Listing 4,000 milestones each time would take seconds.
  expect(performance.now() - started).toBeLessThan(1000)
})

/** What reminds on a day, worked out the slow way: look at the day and ask each rule in turn. */
function slowly(term: Term): (day: CivilDate) => string | null {
  const { appointment, submitted, acknowledged, filing, processing } = term
  const expires = term.expires!
  const standing = standingOn({ ...term, submitted: null }, expires)
  const { lastWorkingDay, fileBy } = standing
  const names = term.milestones.map(id => ({ id, date: namedDay(id, term, standing) }))
  const opens = filing && before(term, filing.from)
  const closes = filing && before(term, filing.to)
  const after = (from: CivilDate, day: CivilDate) => Temporal.PlainDate.from(from).until(day).days
  const seen = acknowledged === null ? 0 : Math.max(0, after(expires, acknowledged))

  return day => {
    const named = names.find(({ date }) => date === day)?.id ?? null
    if (named !== null && day === expires) return named
    if (appointment !== null && (submitted === null || appointment > submitted)) {
      if (day === appointment) return 'appointment'
      if (after(day, appointment) === 1) return 'appointment-1d'
    }
    if (submitted === null || day === expires || day === lastWorkingDay) {
      if (day === lastWorkingDay && day !== expires) return 'last-working-day'
      if ((filing || processing) && day === fileBy && day !== expires) return 'file-by'
      if (day === closes && day !== expires) return 'filing-closes'
      if (day === opens && day !== expires) return 'filing-opens'
      if (named !== null) return named
    }
    const over = after(expires, day)
    const isUsual = over <= 30 || (over - 30) % 7 === 0
    if (over > 0 && (seen === 0 || over <= seen ? isUsual : (over - seen) % 7 === 0)) return `+${over}d`
    const asked = submitted === null ? 0 : after(submitted, day)
    return asked > 0 && asked % 7 === 0 ? `ask+${asked}d` : null
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

function namedDay(id: string, term: Term, { window, lastWorkingDay }: Standing): CivilDate {
  if (id === 'lead') return window!.opens
  return id === '0wd' ? lastWorkingDay! : before(term, periodOf(id))
}

describe('for any card', () => {
  test('each day has the milestone that the rules give it, looked at one by one', () => {
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

  test('it is never silent for more than a week once it is overdue', () => {
    fc.assert(
      fc.property(anyTerm, fc.integer({ min: 0, max: 3000 }), (term, days) => {
        const day = addDays(term.expires!, days)
        expect(daysBetween(day, nextMilestone(term, day)!.date)).toBeLessThanOrEqual(7)
      }),
    )
  })
})
