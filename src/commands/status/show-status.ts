// status loads this
import { type Assessed, inUrgency, isAtHand } from '../../cards/assessed.ts'
import type { Card } from '../../cards/card.ts'
import type { StatusContext } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import { type Language, loadErrorWords, type StatusWords } from '../../messages/index.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../reminders/ledger-file.ts'
import { timerState, unseenCards } from '../../reminders/self-check.ts'
import { conflictCopies, differingKept } from '../../storage/other-copies.ts'
import { beginningOf, exists } from '../../storage/own-file.ts'
import { type Explain, type Facts, findHints, renderHints } from './hints.ts'
import { type RowRenewal, renderStatusRows, type StatusData, type StatusRow } from './rows.ts'

/** Which of the cards to show; all that are open, where nothing is said. */
interface StatusChoice {
  cards?: readonly Card[]
  isShown?(one: Assessed): boolean
  all?: boolean
}

/** Shows the status of some cards and returns them. */
export async function showStatus(ctx: StatusContext, choice: StatusChoice = {}): Promise<Assessed[]> {
  const cards = ctx.cards.cards()
  const chosen = choice.cards ?? cards.filter(card => card.closed === null)
  const assessed = await ctx.assess(chosen, { plans: ctx.json ? 'all' : 'at-hand' })
  const shown = inUrgency(choice.isShown ? assessed.filter(choice.isShown) : assessed, ctx.lang)
  const { ledger, fault } = readLedger(ctx)
  const { channels, timer: installed } = ctx.settings.read()
  const unseen = await unseenCards(shown, ledger, Object.keys(channels))
  const found = [...(fault ? [fault] : []), ...(await homeFaults(ctx, ledger))]
  const explain = found.length > 0 || isExplained(shown, ledger) ? await loadExplain(ctx.lang) : null
  const faults = found.map(one => explain!.errorText(one, explain!.words))
  const timer = timerState(installed, ledger.lastRun, ctx.io.now(), exists)
  const facts = { ledger, faults, timer, channels, explain, unseen, cards, shown }
  if (ctx.json) {
    const { printStatusJson } = await import('./json.ts')
    await printStatusJson(facts, ctx)
  } else await printStatus(facts, choice.all ?? false, ctx)
  return shown
}

async function printStatus(facts: Facts, all: boolean, ctx: StatusContext): Promise<void> {
  const { shown, timer, ledger } = facts
  const { isTTY } = ctx.stdout
  const renewals = shown.some(isAtHand) ? await import('./renewal.ts') : null
  const hasReminders = timer.installed !== null || ledger.entries.length > 0
  const near = isTTY && hasReminders ? await import('./near-reminders.ts') : null
  const data: StatusData = {
    today: ctx.today(null),
    rows: shown.map(one => rowOf(one, facts, renewals, ctx)),
    total: facts.cards.length,
    all,
    hints: findHints(facts, ctx),
    reminders: near?.shownReminders(shown, facts, ctx) ?? { next: null, last: null },
  }
  await ctx.show(await renderStatus(data, ctx.words, ctx.stdout))
  await near?.rememberSeen(facts.unseen, ctx)
  if (!isTTY) ctx.io.err(renderHints(data.hints, ctx.words))
}

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

function readLedger(ctx: StatusContext): { ledger: Ledger; fault: RenewError | null } {
  try {
    return { ledger: ctx.ledger.read(), fault: null }
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    return { ledger: EMPTY_LEDGER, fault: error }
  }
}

/** Returns the locks that stop reminders or changes, and what another machine did to our files. */
async function homeFaults(ctx: StatusContext, ledger: Ledger): Promise<RenewError[]> {
  const { paths } = ctx
  const isHeld = exists(paths.runLock) || exists(paths.storeLock)
  const isReplaced = [paths.cards, paths.settings].some(ours => differingKept(ours, paths.kept).length > 0)
  const sent = beginningOf(paths.lastDelivery, 10)?.toString() ?? ''
  const isCurrent = sent <= (ledger.runs?.at?.(-1)?.to ?? '')
  if (!isHeld && !isReplaced && isCurrent && conflictCopies(paths).length === 0) return []
  const { locksInTheWay, replacedFiles } = await import('../shared/home-faults.ts')
  return [...locksInTheWay(ctx), ...replacedFiles(ctx)].map(({ error }) => error)
}

/** Loads what explains failures, with its words; only where something failed. */
async function loadExplain(lang: Language): Promise<Explain> {
  const [{ channelFailure, errorText }, sources, words] = await Promise.all([
    import('../../error-text.ts'),
    import('../shared/source-warnings.ts'),
    loadErrorWords(lang),
  ])
  return { channelFailure, errorText, ...sources, words }
}

function isExplained(assessed: readonly Assessed[], { channels }: Ledger): boolean {
  return (
    Object.values(channels).some(({ failingSince }) => failingSince !== null) ||
    assessed.some(({ guideFault, workdaysFault }) => guideFault !== null || workdaysFault !== null)
  )
}

const NONE: readonly string[] = []
const NO_RENEWAL: RowRenewal = {
  materials: null,
  next: null,
  appointment: null,
  submitted: null,
  warnings: NONE,
}

/** @param renewals null where no renewal is at hand */
function rowOf(
  one: Assessed,
  { unseen, explain }: Facts,
  renewals: typeof import('./renewal.ts') | null,
  ctx: StatusContext,
): StatusRow {
  const { card, guide, status, course, snoozedUntil } = one
  const { name, holder, expires, closed } = card
  return {
    ...{ name, holder, expires, closed, status, course, snoozedUntil },
    ...(renewals && isAtHand(one) ? renewals.renewalOf(one, ctx) : NO_RENEWAL),
    unseen: unseen.has(card.id),
    guideTitle: guide && inLanguage(guide.title, ctx.lang),
    notes: explain?.sourceWarnings(one, explain.words) ?? NONE,
  }
}
