import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/dates/civil-date.ts'
import { readiness } from '../../src/schedule/checklist.ts'
import { deadlinesOf, laterOf } from '../../src/schedule/deadlines.ts'
import { filingDayOf } from '../../src/schedule/plan.ts'
import { type MethodStep, methodNodes, type PlanInput, type PlanStep } from '../../src/schedule/plan-graph.ts'
import { isFatal } from '../../src/schedule/plan-problems.ts'
import { isWorkday } from '../../src/schedule/workdays.ts'
import { anyTerm, nearbyDay, periodOf } from './arbitrary.ts'
import { inputOf, linked, paper, planned, step, tick } from './plan-cases.ts'

const RUNS = { numRuns: 150 }
const IDS = ['a', 'b', 'c', 'd', 'e']
const duration = fc.option(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('d', 'w', 'wd'))
    .map(([n, unit]) => `${n}${unit}`),
)
const phases = ['before', 'filing', 'after'] as const

const method = fc
  .array(
    fc.record({
      kind: fc.constantFrom('step', 'office', 'wait'),
      phase: fc.constantFrom(...phases),
      duration,
    }),
    {
      maxLength: 5,
    },
  )
  .map(steps => ({
    id: 'way',
    steps: steps
      .sort((x, y) => phases.indexOf(x.phase) - phases.indexOf(y.phase))
      .map((one, at): MethodStep => step(`s${at}`, one as Partial<MethodStep>)),
    expedite: null,
  }))

const card = (id: string) =>
  fc
    .record({ expires: nearbyDay, duration, inner: fc.option(fc.record({ expires: nearbyDay, duration })) })
    .map(({ expires, duration, inner }) =>
      linked(id, expires, {
        duration,
        needs: inner
          ? [{ paper: 'x', card: linked(`${id}-inner`, inner.expires, { duration: inner.duration }) }]
          : [],
      }),
    )

const ticked = fc.record({
  done: fc.option(nearbyDay),
  taken: fc.option(nearbyDay),
  until: fc.option(nearbyDay),
})

const anyInput: fc.Arbitrary<PlanInput> = fc
  .record({
    today: nearbyDay,
    term: anyTerm,
    maxAge: fc.option(fc.integer({ min: 1, max: 200 }).map(n => `${n}d`)),
    papers: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 5 }),
    required: fc.constantFrom('yes' as const, 'unknown' as const),
    durations: fc.dictionary(
      fc.constantFrom(...IDS, 's0', 's1'),
      duration.map(text => text ?? '1d'),
    ),
    links: fc.record({ a: fc.option(card('ca')), b: fc.option(card('cb')) }),
    ticks: fc.dictionary(fc.constantFrom(...IDS, 's0'), ticked),
    methods: fc.array(method, { maxLength: 1 }),
  })
  .map(({ today, term, maxAge, papers, required, durations, links, ticks, methods }) =>
    inputOf(
      today,
      { ...term, expires: term.expires },
      {
        durations,
        methods,
        checklist: {
          papers: papers.map((id, at) =>
            paper(id, { required, card: id === 'a' ? 'passport' : null, duration: at % 2 ? '3d' : null }),
          ),
          maxAge,
          ticks: Object.fromEntries(Object.entries(ticks).map(([id, one]) => [id, tick(one)])),
          links: Object.fromEntries(Object.entries(links).flatMap(([id, one]) => (one ? [[id, one]] : []))),
        },
      },
    ),
  )

describe('for any plan', () => {
  test("no step's bound is after that of a step which needs it", () => {
    fc.assert(
      fc.property(anyInput, input => {
        const { steps } = planned(input)
        const bound = new Map(steps.map(one => [one.code, one.bound]))
        for (const one of steps) {
          for (const need of one.needs) expect(bound.get(need)! <= one.bound).toBe(true)
        }
      }),
      RUNS,
    )
  })

  test('a step has a latest day, its bound, unless it or a later one takes an unknown time and no appointment dates it', () => {
    fc.assert(
      fc.property(anyInput, input => {
        const { steps } = planned(input)
        const phases = new Map(methodNodes(input).map(({ code, phase }) => [code, phase]))
        const filing = steps.find(({ code }) => phases.get(code) === 'filing')!
        const isUnknown = (one: PlanStep): boolean =>
          (one.unknown && !one.done) ||
          steps.some(other => other.needs.includes(one.code) && isUnknown(other))
        for (const one of steps) {
          if (one.latest !== null) expect(one.latest).toBe(one.bound)
          const isBefore = phases.get(one.code) !== 'after'
          if (!isUnknown(one)) expect(one.latest).not.toBeNull()
          else if (!isBefore || input.term.appointment === null) expect(one.latest).toBeNull()
          else if (one.latest !== null) {
            expect(input.term.appointment >= input.today).toBe(true)
            expect(filing.latest).toBe(filing.bound)
          }
        }
      }),
      RUNS,
    )
  })

  test('the verdict is no with a problem that stops it (unknown once submitted), else unknown with an open step of unknown length, else yes', () => {
    fc.assert(
      fc.property(anyInput, input => {
        const { fits, steps, problems } = planned(input)
        const isOpen = steps.some(
          ({ unknown, done, unanswered, late }) => (unknown && !done) || (unanswered && late),
        )
        const no = input.term.submitted === null ? false : null
        expect(fits).toBe(problems.some(isFatal) ? no : isOpen ? null : true)
      }),
      RUNS,
    )
  })

  test('an open step without a latest day starts today or when the window opens, unless it waits or comes after filing', () => {
    fc.assert(
      fc.property(anyInput, input => {
        const { opens } = deadlinesOf(input.term.expires!, input.term)
        for (const { start, latest, done, earliest } of planned(input).steps) {
          if (start === null) continue
          expect([latest, done]).toEqual([null, false])
          expect(start >= input.today && start >= opens).toBe(true)
          if (earliest === null) expect(start).toBe(laterOf(input.today, opens))
        }
      }),
      RUNS,
    )
  })

  test('filingDayOf returns the filing day of the plan', () => {
    fc.assert(
      fc.property(anyInput, input => {
        const { readiness: papers, filingDay } = planned(input)
        expect(filingDayOf(input)).toBe(filingDay)
        expect(
          readiness({ ...input.checklist, filingDay: filingDayOf(input), expires: input.term.expires }),
        ).toEqual(papers)
        const withoutCards = { ...input, checklist: { ...input.checklist, links: {} } }
        expect(filingDayOf(withoutCards)).toBe(filingDay)
      }),
      RUNS,
    )
  })

  test('a step comes after those it needs', () => {
    fc.assert(
      fc.property(anyInput, input => {
        const codes = planned(input).steps.map(one => one.code)
        expect(new Set(codes).size).toBe(codes.length)
        for (const [at, one] of planned(input).steps.entries()) {
          for (const need of one.needs) expect(codes.slice(0, at)).toContain(need)
        }
      }),
      RUNS,
    )
  })

  test('the latest day of an office step is a working day', () => {
    fc.assert(
      fc.property(anyInput, input => {
        for (const { kind, bound } of planned(input).steps) {
          if (kind === 'office' || kind === 'link') expect(isWorkday(bound, input.term.workdays)).toBe(true)
        }
      }),
      RUNS,
    )
  })

  test('no latest day moves later when a step takes longer', () => {
    fc.assert(
      fc.property(
        anyInput,
        fc.constantFrom(...IDS, 's0', 's1', 's2'),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('d', 'wd', 'w'),
        (input, id, days, more, unit) => {
          const takes = (n: number) => ({ ...input, durations: { ...input.durations, [id]: `${n}${unit}` } })
          isNeverLater(takes(days), takes(days + more))
        },
      ),
      RUNS,
    )
  })

  test('no latest day moves later when the office takes longer or with slack', () => {
    fc.assert(
      fc.property(
        anyInput,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (input, days, more) => {
          const office = (n: number) => ({
            ...input,
            term: { ...input.term, processing: periodOf(`${n}wd`) },
          })
          isNeverLater(office(days), office(days + more))
          const slack = (n: number) => ({ ...input, durations: { ...input.durations, slack: `${n}d` } })
          isNeverLater(slack(days), slack(days + more))
        },
      ),
      RUNS,
    )
  })

  test('the order in which papers are listed changes nothing', () => {
    fc.assert(
      fc.property(anyInput, fc.infiniteStream(fc.nat()), (input, numbers) => {
        const shuffled = [...input.checklist.papers]
          .map(one => ({ one, by: numbers.next().value as number }))
          .sort((x, y) => x.by - y.by)
          .map(({ one }) => one)
        const { readiness: first, ...plan } = planned(input)
        const { readiness: second, ...other } = planned({
          ...input,
          checklist: { ...input.checklist, papers: shuffled },
        })
        expect(other).toEqual(plan)
        expect({ ...second, items: 0, missing: [...second.missing].sort(), unanswered: 0 }).toEqual({
          ...first,
          items: 0,
          missing: [...first.missing].sort(),
          unanswered: 0,
        })
      }),
      RUNS,
    )
  })

  test('a plan that fits has a day for every open step', () => {
    fc.assert(
      fc.property(anyInput, input => {
        const { fits, steps } = planned(input)
        if (!fits || input.term.submitted !== null) return
        for (const { done, unanswered, latest, earliest } of steps) {
          if (done || unanswered) continue
          expect(latest! >= input.today).toBe(true)
          expect(earliest === null || earliest <= latest!).toBe(true)
        }
      }),
      RUNS,
    )
  })

  test('a plan that fits today does not fit for ever if nothing is submitted', () => {
    fc.assert(
      fc.property(anyInput, input => {
        const late = addDays(input.term.expires!, 1)
        expect(planned({ ...input, today: late }).fits).toBe(input.term.submitted === null ? false : null)
      }),
      RUNS,
    )
  })
})

/** No step that both plans have is due later in the second. */
function isNeverLater(one: PlanInput, longer: PlanInput): void {
  const before = new Map(planned(one).steps.map(({ code, bound }) => [code, bound]))
  for (const { code, bound } of planned(longer).steps) {
    const was = before.get(code)
    if (was !== undefined) expect(bound <= was, `${code}: ${was} became ${bound}`).toBe(true)
  }
}
