import { type Assessed, needsAction } from '../../cards/assessed.ts'
import type { Card } from '../../cards/card.ts'
import { cardsToRead } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { after, type Period, parsePeriod } from '../../dates/period.ts'
import { readPeriodText } from '../../dates/period-words.ts'
import { EXIT, RenewError } from '../../errors.ts'
import { command, FILTERS } from '../command.ts'
import { showStatus } from './show-status.ts'

export default command({
  reads: true,
  args: { '[name...]': { words: 'argument.cards', value: 'card' } },
  options: {
    '--stage <stage>': { words: 'status.stage', value: 'stage' },
    '--within <period>': 'status.within',
    ...FILTERS,
    '--all': 'status.all',
    '--check': 'status.check',
  },
  json: true,
  on: true,
  example: 'renew status\nrenew status --within 60d --holder "{holder}"\nrenew status --check --json',
  async run({ args, options }, ctx) {
    const chosen = cardsToRead(ctx.cards.cards(), args.name, options)
    const isListed = ({ closed }: Card) => options.all || args.name.length > 0 || closed === null
    const shown = await showStatus(ctx, {
      cards: chosen.filter(isListed),
      isShown: await datesFilter(options, ctx),
      all: options.all ?? false,
    })
    if (options.check) ctx.exitCode = checkCode(shown)
  },
})

const STAGES = {
  valid: ['stage.valid'],
  prepare: ['stage.prepare'],
  'last-day': ['stage.last-day'],
  overdue: ['stage.overdue'],
  permanent: ['stage.permanent'],
} as const

/**
 * Filters by stage, and by whether the card ends within a time from today.
 * @throws RenewError `not-a-choice`, `period-invalid`
 */
async function datesFilter(
  typed: { stage?: string; within?: string },
  ctx: Context,
): Promise<(one: Assessed) => boolean> {
  const period = typed.within === undefined ? null : readWithin(typed.within)
  const stage =
    typed.stage === undefined
      ? null
      : await (await import('../shared/read-values.ts')).readChoice(typed.stage, STAGES, ctx.words)
  return ({ card, status }) =>
    (stage === null || status.stage === stage) &&
    (period === null || (card.expires !== null && card.expires <= after(status.today, period)))
}

function readWithin(typed: string): Period {
  const period = parsePeriod(readPeriodText(typed) ?? '')
  if (!period || period.workdays > 0) throw new RenewError('period-invalid', { value: typed })
  return period
}

/** Returns the exit code of `--check` (§6). */
function checkCode(cards: readonly Assessed[]): number {
  const urgent = cards.filter(one => one.card.closed === null && needsAction(one))
  if (urgent.length === 0) return EXIT.ok
  return urgent.every(({ status }) => status.stage === 'prepare') ? EXIT.prepare : EXIT.overdue
}
