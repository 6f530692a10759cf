import { type Assessed, countStages, inUrgency, isAtHand, needsAction } from '../../cards/assess.ts'
import { type Card, nameKey } from '../../cards/card.ts'
import type { StatusContext } from '../../context.ts'
import { after, parsePeriod } from '../../dates/period.ts'
import { EXIT, RenewError } from '../../errors.ts'
import { inLanguage } from '../../guides/guide.ts'
import { loadWords } from '../../messages/index.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { timerState, unseenCards } from '../../reminders/self-check.ts'
import { findHints, selfWatch } from './find-hints.ts'
import { renderStatus, renderStatusHints, type StatusData, type StatusRow } from './render.ts'

/** Which cards are wanted, and whether the exit code is to tell of them. */
export interface StatusOptions {
  stage?: string
  within?: string
  holder?: string
  tag?: string
  all?: boolean
  check?: boolean
}

/** Where the cards stand. @param named those to show; none: all */
export async function showStatus(
  named: readonly Card[],
  options: StatusOptions,
  ctx: StatusContext,
): Promise<void> {
  const cards = ctx.cards.cards()
  const isHolder = holderFilter(cards, options.holder)
  const chosen = (named.length > 0 ? [...new Set(named)] : cards).filter(
    card =>
      isHolder(card) && matches(card, options) && (options.all || named.length > 0 || card.closed === null),
  )
  const all = await ctx.assess(chosen, { plans: ctx.json ? 'all' : 'at-hand' })
  const assessed = inUrgency(all.filter(await inTime(options)))
  const { ledger, fault } = readLedger(ctx)
  const { channels, timer: installed } = ctx.settings.read()
  const unseen = await unseenCards(assessed, ledger, Object.keys(channels), ctx.today(null))
  const explain = fault || isExplained(assessed, ledger) ? await loadExplain(ctx) : null
  const explainedFault = fault && explain!.errorText(fault, explain!.words)
  const timer = timerState(installed, ledger.lastRun, ctx.io.now())
  const summary = countStages(assessed)

  if (ctx.json) {
    const { answerStatus } = await import('./json.ts')
    const watch = cards.length > 0 ? selfWatch({ ledger, timer, channels, explain }) : []
    answerStatus({ assessed, unseen, summary, timer, fault: explainedFault, watch }, ctx)
    explain?.noteLostSources(assessed, { words: explain.words, note: line => ctx.note(line) })
  } else {
    const steps = assessed.some(isAtHand) ? await import('../../cards/plan.ts') : null
    const data: StatusData = {
      today: ctx.today(null),
      rows: assessed.map(one => rowOf(one, unseen.has(one.card.id), { steps, explain }, ctx)),
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
          unseen: unseen.size,
          cards,
          shown: assessed,
        },
        ctx,
      ),
    }
    await ctx.show(await renderStatus(data, ctx.words, ctx.stdout))
    if (!ctx.stdout.isTTY) ctx.io.err(renderStatusHints(data, ctx.words))
    else await rememberSeen(unseen, ctx)
  }
  if (options.check) ctx.exitCode = checkCode(assessed)
}

function matches(card: Card, { tag }: StatusOptions): boolean {
  return tag === undefined || card.tags.some(own => nameKey(own) === nameKey(tag))
}

/** The cards of the person of that name; where nobody has just this one, of those with a word that begins so. */
function holderFilter(cards: readonly Card[], typed: string | undefined): (card: Card) => boolean {
  if (typed === undefined) return () => true
  const wanted = nameKey(typed)
  const isExact = cards.some(({ holder }) => holder !== null && nameKey(holder) === wanted)
  return ({ holder }) => {
    const key = holder === null ? '' : nameKey(holder)
    return isExact ? key === wanted : wanted !== '' && ` ${key}`.includes(` ${wanted}`)
  }
}

/** Filters that need a card's dates: its stage, and whether it ends within a time from today. */
async function inTime({ stage, within }: StatusOptions): Promise<(one: Assessed) => boolean> {
  const period = within === undefined ? null : parsePeriod(within.trim())
  if (within !== undefined && (!period || period.workdays > 0)) {
    throw new RenewError('period-invalid', { value: within })
  }
  return ({ card, standing }) =>
    (stage === undefined || standing.stage === stage) &&
    (period === null || (card.expires !== null && card.expires <= after(standing.today, period)))
}

/** A ledger that cannot be read takes no card off the screen: it is said beside them. */
function readLedger(ctx: StatusContext): { ledger: Ledger; fault: RenewError | null } {
  try {
    return { ledger: ctx.ledger.read(), fault: null }
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    return { ledger: { entries: [], trying: [], lastRun: null, channels: {} }, fault: error }
  }
}

type Explain = Awaited<ReturnType<typeof loadExplain>>

/** What says why something failed, and its words. */
async function loadExplain({ lang }: StatusContext) {
  const [explain, sources, words] = await Promise.all([
    import('../../error-text.ts'),
    import('../shared/source-warnings.ts'),
    loadWords(lang, ['errors', 'failures']),
  ])
  return { ...explain, ...sources, words }
}

/** Why a channel fails, or a file of the user's could not be taken, is said in other words than those of `status`. */
function isExplained(assessed: readonly Assessed[], { channels }: Ledger): boolean {
  return (
    Object.values(channels).some(({ failingSince }) => failingSince !== null) ||
    assessed.some(({ guideFault, workdaysFault }) => guideFault !== null || workdaysFault !== null)
  )
}

const NONE: readonly string[] = []

/**
 * @param loaded `steps` names papers and steps, null where no card's renewal is at hand; `explain` is null where there is
 * nothing to explain
 */
function rowOf(
  one: Assessed,
  unseen: boolean,
  { steps, explain }: { steps: typeof import('../../cards/plan.ts') | null; explain: Explain | null },
  ctx: StatusContext,
): StatusRow {
  const { card, guide, standing, course, next, resolved } = one
  const papers = steps && isAtHand(one) ? steps.papersOf(one) : null
  const when = standing.stage === 'overdue' ? 'overdue' : course === 'not-started' ? null : 'running'
  return {
    name: card.name,
    holder: card.holder,
    guideTitle: guide && inLanguage(guide.title, ctx.lang),
    expires: card.expires,
    zone: resolved.zone.value,
    standing,
    course,
    materials: papers && {
      ...papers,
      missing: papers.missing.map(id => steps!.shortName(id, one, ctx.lang, ctx.words)),
    },
    next: next && { text: steps?.nextText(one, ctx.lang, ctx.words) ?? '', by: next.by },
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

/** What a terminal has shown is seen from now on (§8); that it cannot be written down is no fault of the screen. */
async function rememberSeen(unseen: ReadonlySet<string>, ctx: StatusContext): Promise<void> {
  if (unseen.size === 0 || ctx.on !== null || ctx.io.outputFault !== null) return
  const { markSeen } = await import('../../reminders/ledger.ts')
  try {
    await ctx.ledger.update(ledger => markSeen(ledger, unseen))
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
  }
}

/** The exit code of `--check` (§6): by what the open cards need. */
function checkCode(cards: readonly Assessed[]): number {
  const needing = cards.filter(one => one.card.closed === null && needsAction(one))
  if (needing.length === 0) return EXIT.ok
  return needing.every(({ standing }) => standing.stage === 'prepare') ? EXIT.prepare : EXIT.overdue
}
