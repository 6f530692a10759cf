import type { Card } from '../../cards/card.ts'
import { command } from '../command.ts'
import { cardsToRead, FILTERS } from '../shared/choose-cards.ts'
import { showStatus } from './show-status.ts'

export default command({
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
  run({ args, options }, ctx) {
    const chosen = cardsToRead(args.name, options, ctx)
    const isShown = (card: Card) => options.all || args.name.length > 0 || card.closed === null
    return showStatus(chosen.filter(isShown), options, ctx)
  },
})
