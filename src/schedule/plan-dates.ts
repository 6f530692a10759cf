import { addDays, type CivilDate, LAST_DAY, memoize } from '../dates/civil-date.ts'
import { after, type Period, parsePeriod } from '../dates/period.ts'
import { deadlinesOf, earliestOf, laterOf, type Term, timeBefore } from './deadlines.ts'
import type { LinkedCard } from './link.ts'
import { bookedOn, type PlanInput, type PlanNode, renewalOf } from './plan-graph.ts'
import { firstWorkdayOnOrAfter, lastWorkdayOnOrBefore, type WorkCalendar } from './workdays.ts'

/** The dates from which a plan is computed, in the card's zone. */
export interface Anchors {
  expires: CivilDate
  windowOpens: CivilDate
  lastWorkingDay: CivilDate
  /** The last day on which filing is in time; the last working day when unknown. */
  fileBy: CivilDate
  opens: CivilDate | null
  /** The last day to file without an appointment: `fileBy` less the slack. */
  fileOn: CivilDate
  appointment: CivilDate | null
  booked: CivilDate | null
}

/** How much later filing may be with an express service; `all`: as much as possible. */
export type TimeSaved = Period | 'all'

/** @param moved the last day to file with an express service */
export function anchorsOf(
  { term, today, durations }: Pick<PlanInput, 'term' | 'today' | 'durations'>,
  expires: CivilDate,
  moved: CivilDate | null = null,
): Anchors {
  const calendar = term.workdays
  const slack = parsePeriod(durations['slack'] ?? '0d')!
  const { opens: windowOpens, lastWorkingDay, filing, fileBy: known } = deadlinesOf(expires, term)
  const fileBy = lastWorkdayOnOrBefore(moved ?? known ?? lastWorkingDay, calendar)
  const opens = filing && firstWorkdayFrom(filing.opens, calendar)
  const withSlack = lastWorkdayOnOrBefore(timeBefore(fileBy, slack, calendar), calendar)
  // The slack never moves filing before today or before the office accepts applications.
  const earliest = firstWorkdayFrom(laterOf(opens ?? today, today), calendar)
  const fileOn = earliestOf([laterOf(withSlack, earliest), fileBy])!
  const appointment = bookedOn(term, today)
  return {
    expires,
    windowOpens,
    lastWorkingDay,
    fileBy,
    opens,
    fileOn,
    appointment,
    booked: appointment && bookedDay(appointment, today, calendar),
  }
}

function bookedDay(appointment: CivilDate, today: CivilDate, calendar: WorkCalendar): CivilDate {
  const day = lastWorkdayOnOrBefore(appointment, calendar)
  return day < today ? firstWorkdayFrom(appointment, calendar) : day
}

/** Returns the last day to file with an express service that saves time: later than `day`, but still in time. */
export function fileByWhenFaster(
  day: CivilDate,
  saved: TimeSaved,
  term: Term,
  expires: CivilDate,
): CivilDate {
  const calendar = term.workdays
  const { lastWorkingDay, filing } = deadlinesOf(expires, term)
  const end = earliestOf([filing?.closes ?? lastWorkingDay, lastWorkingDay])!
  if (saved === 'all') return end
  const later = saved.workdays > 0 ? workdaysAfter(day, saved.workdays, calendar) : after(day, saved)
  return earliestOf([later, end])!
}

function workdaysAfter(date: CivilDate, count: number, calendar: WorkCalendar): CivilDate {
  let day = date
  for (let left = count; left > 0; left--) day = firstWorkdayFrom(addDays(day, 1), calendar)
  return day
}

/**
 * Returns the last day to start each node, backwards: a node ends before those that need it, filing starts by `fileOn`,
 * and the rest ends by the last working day. An appointment is the day of filing, unless that is too late.
 */
export function latestDays(
  nodes: ReadonlyMap<string, PlanNode>,
  anchors: Anchors,
  calendar: WorkCalendar,
): Map<string, CivilDate> {
  const followers = followersOf(nodes)
  const startOf = (code: string, dayOf: (code: string) => CivilDate): CivilDate => {
    const node = nodes.get(code)!
    const bound = node.phase === 'after' ? anchors.lastWorkingDay : anchors.fileOn
    return startBy(node, earliestOf([...(followers.get(code) ?? []).map(dayOf), bound])!, calendar)
  }
  const withoutBookingOf = memoize((code: string): CivilDate => startOf(code, withoutBookingOf))
  const latestOf = memoize((code: string): CivilDate => {
    if (nodes.get(code)!.phase !== 'filing') return startOf(code, latestOf)
    const fits = withoutBookingOf(code)
    return earliestOf([anchors.booked ?? fits, fits])!
  })
  return new Map([...nodes.keys()].map(code => [code, latestOf(code)]))
}

function followersOf(nodes: ReadonlyMap<string, PlanNode>): Map<string, string[]> {
  const followers = new Map<string, string[]>()
  for (const { code, needs } of nodes.values()) {
    for (const need of needs) followers.set(need, [...(followers.get(need) ?? []), code])
  }
  return followers
}

/** Returns the nodes with a latest day: all durations from them on are known, or they are needed at the appointment. */
export function datedNodes(
  nodes: ReadonlyMap<string, PlanNode>,
  latest: ReadonlyMap<string, CivilDate>,
  { booked }: Anchors,
): Set<string> {
  const followers = followersOf(nodes)
  const filing = [...nodes.values()].find(({ phase }) => phase === 'filing')!
  const isBooked = latest.get(filing.code) === booked
  const isDated = memoize((code: string): boolean => {
    const { phase, unknown, done } = nodes.get(code)!
    if (isBooked && phase !== 'after') return true
    return (done || !unknown) && (followers.get(code) ?? []).every(isDated)
  })
  return new Set([...nodes.keys()].filter(isDated))
}

function startBy(node: PlanNode, on: CivilDate, calendar: WorkCalendar): CivilDate {
  const { kind } = node
  const day = startFrom(node, on, calendar)
  // Renewing another card also means going to an office.
  return kind === 'office' || kind === 'link' ? lastWorkdayOnOrBefore(day, calendar) : day
}

/** Returns the first day to start a node whose result must not come before a day. */
export function startFrom({ duration }: PlanNode, day: CivilDate, calendar: WorkCalendar): CivilDate {
  const period = parsePeriod(duration)
  return period ? timeBefore(day, period, calendar) : day
}

/** Returns the first working day on or after a day; the last day of the calendar when there is none. */
export function firstWorkdayFrom(date: CivilDate, calendar: WorkCalendar): CivilDate {
  return firstWorkdayOnOrAfter(date, calendar) ?? LAST_DAY
}

/**
 * Adds the cards that must be renewed first. Such a card may need another one on the day its renewal starts, which
 * depends on the graph, so the dates are computed until nothing is added.
 */
export function withRenewals(nodes: readonly PlanNode[], anchors: Anchors, input: PlanInput) {
  const graph = new Map<string, PlanNode>()
  for (const node of nodes) if (!graph.has(node.code)) graph.set(node.code, node)
  const firstFiling = nodes.find(({ phase }) => phase === 'filing')!
  const papers = [...graph.values()].filter(({ kind }) => kind === 'material').map(({ code }) => code)
  graph.set(firstFiling.code, { ...firstFiling, needs: [...firstFiling.needs, ...papers].sort() })
  for (;;) {
    const latest = latestDays(graph, anchors, input.term.workdays)
    let isComplete = true
    for (const { code: of, kind, card } of [...graph.values()]) {
      if (kind !== 'link') continue
      for (const renewal of renewalsFor(card!, laterOf(latest.get(of)!, input.today), input)) {
        const { code } = renewal
        const node = graph.get(of)!
        // Checked one by one: the one added before may close a circle.
        if (node.needs.includes(code) || leadsTo(code, of, graph)) continue
        if (!graph.has(code)) graph.set(code, renewal)
        graph.set(of, { ...node, needs: [...node.needs, code].sort() })
        isComplete = false
      }
    }
    if (isComplete) return { graph, latest }
  }
}

/** @param start the day on which the renewal of the card starts */
function renewalsFor({ needs }: LinkedCard, start: CivilDate, input: PlanInput): PlanNode[] {
  return needs.flatMap(({ paper, card }) => {
    const until = card.expires
    if (until === null || until >= start) return []
    return [renewalOf(card, input, paper, { code: 'link-ends-before-filing', until })]
  })
}

function leadsTo(code: string, after: string, graph: ReadonlyMap<string, PlanNode>): boolean {
  if (code === after) return true
  return (graph.get(code)?.needs ?? []).some(need => leadsTo(need, after, graph))
}
