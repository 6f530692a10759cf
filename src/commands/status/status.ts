import { type Assessed, needsAction } from '../../cards/assess.ts'
import type { Card } from '../../cards/card.ts'
import { after, type Period, parsePeriod } from '../../dates/period.ts'
import { readPeriodText } from '../../dates/period-words.ts'
import { EXIT, RenewError } from '../../errors.ts'
import { command } from '../command.ts'
import { cardsToRead, FILTERS } from '../shared/choose-cards.ts'
import { showStatus } from './show-status.ts'

export default command({
  reads: true,
  args: { '[name...]': { words: 'argument.cards', value: 'card' } },
  options: {
    '--stage <stage>': {
      words: 'status.stage',
      choices: ['valid', 'prepare', 'last-day', 'overdue', 'permanent'],
    },
    '--within <period>': 'status.within',
    ...FILTERS,
    '--all': 'status.all',
    '--check': 'status.check',
  },
  json: true,
  on: true,
  example: 'renew status\nrenew status --within 60d --holder Anna\nrenew status --check --json',
  async run({ args, options }, ctx) {
    const chosen = cardsToRead(args.name, options, ctx)
    const isListed = (card: Card) => options.all || args.name.length > 0 || card.closed === null
    const shown = await showStatus(ctx, {
      cards: chosen.filter(isListed),
      isShown: datesFilter(options),
      all: options.all ?? false,
    })
    if (options.check) ctx.exitCode = checkCode(shown)
  },
})

/** Filters by stage, and by whether the card ends within a time from today. @throws RenewError `period-invalid` */
function datesFilter({ stage, within }: { stage?: string; within?: string }): (one: Assessed) => boolean {
  const period = within === undefined ? null : readWithin(within)
  return ({ card, standing }) =>
    (stage === undefined || standing.stage === stage) &&
    (period === null || (card.expires !== null && card.expires <= after(standing.today, period)))
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
  return urgent.every(({ standing }) => standing.stage === 'prepare') ? EXIT.prepare : EXIT.overdue
}
