// status loads this

import { type Assessed, countStages, inUrgency, isAtHand, needsAction } from '../../cards/assess.ts'
import { appointmentOf, type Card } from '../../cards/card.ts'
import type { StatusContext } from '../../context.ts'
import { after, parsePeriod } from '../../dates/period.ts'
import { EXIT, RenewError } from '../../errors.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import { loadWords, type StatusWords } from '../../messages/index.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { timerState, unseenCards } from '../../reminders/self-check.ts'
import type { NextAction } from '../../schedule/next-action.ts'
import { findHints, findJsonHints, renderHints, statusHintTexts } from './hints.ts'
import { renderStatusRows, type StatusData, type StatusRow } from './rows.ts'

/** Which of the cards to show, and whether the exit code depends on them. */
export interface StatusOptions {
  stage?: string
  within?: string
  all?: boolean
  check?: boolean
}

/** Shows the status of some cards, or of all that are open. */
export async function showStatus(
  given: readonly Card[] | null,
  options: StatusOptions,
  ctx: StatusContext,
): Promise<void> {
  const cards = ctx.cards.cards()
  const chosen = given ?? cards.filter(card => card.closed === null)
  const all = await ctx.assess(chosen, { plans: ctx.json ? 'all' : 'at-hand' })
  const assessed = inUrgency(all.filter(await datesFilter(options)))
  const { ledger, fault } = readLedger(ctx)
  const { channels, timer: installed } = ctx.settings.read()
  const unseen = await unseenCards(assessed, ledger, Object.keys(channels), ctx.today(null))
  const explain = fault || isExplained(assessed, ledger) ? await loadExplain(ctx) : null
  const explainedFault = fault && explain!.errorText(fault, explain!.words)
  const timer = timerState(installed, ledger.lastRun, ctx.io.now())
  const summary = countStages(assessed)

  const { newestReminder, remindersOf } =
    ctx.json || ctx.stdout.isTTY ? await import('./reminders.ts') : NO_REMINDERS
  const reminders = remindersOf(assessed, ledger, ctx)
  if (ctx.json) {
    const { printStatusJson } = await import('./json.ts')
    const hints = findJsonHints({ ledger, timer, channels, explain, cards }, ctx)
    printStatusJson({ assessed, unseen, summary, reminders, timer, fault: explainedFault, hints }, ctx)
    explain?.noteLostSources(assessed, { words: explain.words, note: line => ctx.note(line) })
  } else {
    const planner = assessed.some(isAtHand) ? await import('../../cards/plan.ts') : null
    const data: StatusData = {
      today: ctx.today(null),
      rows: assessed.map(one => rowOf(one, unseen.has(one.card.id), { planner, explain }, ctx)),
      summary,
      total: cards.length,
      all: options.all ?? false,
      hints: findHints(
        {
          ledger,
          fault: explainedFault,
          timer,
          channels,
          explain,
          unseen,
          cards,
          shown: assessed,
        },
        ctx,
      ),
      reminders: {
        next: timer.installed === null || timer.stale ? null : shownNext(reminders),
        last: shownLast(newestReminder(assessed, reminders.last)),
      },
    }
    await ctx.show(await renderStatus(data, ctx.words, ctx.stdout))
    if (!ctx.stdout.isTTY) ctx.io.err(renderHints(statusHintTexts(data, ctx.words), ctx.words))
    else await rememberSeen(unseen, ctx)
  }
  if (options.check) ctx.exitCode = checkCode(assessed)
}

type Reminders = typeof import('./reminders.ts')

/** A pipe gets the cards only. */
const NO_REMINDERS: Pick<Reminders, 'newestReminder' | 'remindersOf'> = {
  newestReminder: () => null,
  remindersOf: () => ({ next: null, last: new Map() }),
}

function shownNext({ next }: ReturnType<Reminders['remindersOf']>): StatusData['reminders']['next'] {
  return next && { at: next.owed ? null : next.at, names: namesOf(next.cards), channels: next.channels }
}

function shownLast(newest: ReturnType<Reminders['newestReminder']>): StatusData['reminders']['last'] {
  return newest && { at: newest.at, names: namesOf(newest.cards), channels: newest.channels }
}

const namesOf = (cards: readonly Assessed[]): string[] => cards.map(({ card }) => card.name)

/**
 * Renders the cards (§6): a screen on a terminal, one card a line elsewhere. The screen is loaded only for a terminal:
 * that takes a few milliseconds.
 */
export async function renderStatus(data: StatusData, words: StatusWords, to: Surface): Promise<string> {
  if (to.isTTY) {
    const { renderStatusScreen } = await import('./screen.ts')
    return renderStatusScreen(data, words, to)
  }
  if (to.color === 0) return renderStatusRows(data.rows, words)
  const { paintFor } = await import('../../text/paint.ts')
  return renderStatusRows(data.rows, words, paintFor(to).stage)
}

/** Filters by stage, and by whether the card ends within a time from today. @throws RenewError `period-invalid` */
async function datesFilter({ stage, within }: StatusOptions): Promise<(one: Assessed) => boolean> {
  const period = within === undefined ? null : parsePeriod(within.trim())
  if (within !== undefined && (!period || period.workdays > 0)) {
    throw new RenewError('period-invalid', { value: within })
  }
  return ({ card, standing }) =>
    (stage === undefined || standing.stage === stage) &&
    (period === null || (card.expires !== null && card.expires <= after(standing.today, period)))
}

/** Reads the ledger; where that fails, the cards are still shown, with the reason. */
function readLedger(ctx: StatusContext): { ledger: Ledger; fault: RenewError | null } {
  try {
    return { ledger: ctx.ledger.read(), fault: null }
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    return { ledger: { entries: [], trying: [], lastRun: null, channels: {} }, fault: error }
  }
}

type Explain = Awaited<ReturnType<typeof loadExplain>>

/** Loads what explains failures, and its words. */
async function loadExplain({ lang }: StatusContext) {
  const [explain, sources, words] = await Promise.all([
    import('../../error-text.ts'),
    import('../shared/source-warnings.ts'),
    loadWords(lang, ['errors', 'failures']),
  ])
  return { ...explain, ...sources, words }
}

/** Whether a failing channel, or a guide or calendar that cannot be used, needs more words than those of `status`. */
function isExplained(assessed: readonly Assessed[], { channels }: Ledger): boolean {
  return (
    Object.values(channels).some(({ failingSince }) => failingSince !== null) ||
    assessed.some(({ guideFault, workdaysFault }) => guideFault !== null || workdaysFault !== null)
  )
}

const NONE: readonly string[] = []

function nextOf(
  one: Assessed,
  { code, by }: NextAction,
  { nextCommand, nextText, nextSentence }: typeof import('../../cards/plan.ts'),
  { lang, words }: StatusContext,
): StatusRow['next'] {
  const text = nextText(one, lang, words) ?? ''
  const sentence = nextSentence({ code, text, by }, one.standing.today, words)
  return { text, by, sentence, command: nextCommand(one) }
}

/** @param loaded `planner`: null where no card's renewal is at hand; `explain`: null where there is nothing to explain */
function rowOf(
  one: Assessed,
  unseen: boolean,
  { planner, explain }: { planner: typeof import('../../cards/plan.ts') | null; explain: Explain | null },
  ctx: StatusContext,
): StatusRow {
  const { card, guide, standing, course, next, resolved } = one
  const when = standing.stage === 'overdue' ? 'overdue' : course === 'not-started' ? null : 'running'
  return {
    name: card.name,
    holder: card.holder,
    guideTitle: guide && inLanguage(guide.title, ctx.lang),
    expires: card.expires,
    zone: resolved.zone.value,
    standing,
    course,
    materials: planner && isAtHand(one) ? planner.namedPapers(one, ctx.lang, ctx.words) : null,
    next: next && planner ? nextOf(one, next, planner, ctx) : null,
    appointment: appointmentOf(card),
    submitted: submittedOf(card),
    warnings:
      guide && when
        ? guide.warnings
            .filter(warning => warning.when === when)
            .map(({ text }) => inLanguage(text, ctx.lang))
        : NONE,
    snoozedUntil: one.snoozedUntil,
    unseen,
    closed: card.closed,
    notes: explain?.sourceWarnings(one, explain.words) ?? NONE,
  }
}

function submittedOf({ renewal }: Card): StatusRow['submitted'] {
  return renewal?.submitted ? { date: renewal.submitted, receipt: renewal.receipt } : null
}

/** Marks reminders that a terminal has shown as seen (§8); where the ledger cannot be written, nothing is reported. */
async function rememberSeen(unseen: ReadonlySet<string>, ctx: StatusContext): Promise<void> {
  if (unseen.size === 0 || ctx.on !== null || ctx.io.outputFault !== null) return
  const { markSeen } = await import('../../reminders/ledger.ts')
  try {
    await ctx.ledger.update(ledger => markSeen(ledger, unseen))
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
  }
}

/** Returns the exit code of `--check` (§6). */
function checkCode(cards: readonly Assessed[]): number {
  const urgent = cards.filter(one => one.card.closed === null && needsAction(one))
  if (urgent.length === 0) return EXIT.ok
  return urgent.every(({ standing }) => standing.stage === 'prepare') ? EXIT.prepare : EXIT.overdue
}
