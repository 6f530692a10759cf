import { findCard } from '../../cards/find-card.ts'
import { command } from '../command.ts'
import { showStatus } from './show-status.ts'

export default command({
  args: { '[name...]': { words: 'argument.cards', value: 'card' } },
  options: {
    '--stage <stage>': {
      words: 'status.stage',
      choices: ['valid', 'prepare', 'last-day', 'overdue', 'permanent'],
    },
    '--within <period>': 'status.within',
    '--holder <name>': { words: 'status.holder', value: 'holder' },
    '--tag <tag>': { words: 'status.tag', value: 'tag' },
    '--all': 'status.all',
    '--check': 'status.check',
  },
  json: true,
  on: true,
  example: 'renew status\nrenew status --within 60d --holder Anna\nrenew status --check --json',
  run({ args, options }, ctx) {
    const named = args.name.map(name => findCard(ctx.cards.cards(), name, { prefix: true }))
    return showStatus(named, options, ctx)
  },
})
