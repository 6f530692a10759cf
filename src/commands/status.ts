import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { withCommon } from './shared-options.ts'
import { type StatusOptions, showStatus } from './show-status.ts'

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const stages = ['valid', 'prepare', 'last-day', 'overdue', 'permanent']
  const command = program
    .command('status')
    .argument('[name...]', text['argument.cards'])
    .description(text['status.about'])
    .addOption(program.createOption('--stage <stage>', text['status.stage']).choices(stages))
    .option('--within <period>', text['status.within'])
    .option('--holder <name>', text['status.holder'])
    .option('--tag <tag>', text['status.tag'])
    .option('--all', text['status.all'])
    .option('--check', text['status.check'])
  return withCommon(
    command,
    ctx,
    { json: true, on: true },
    'renew status\nrenew status --within 60d --holder Anna\nrenew status --check --json',
  ).action((names: string[], options: StatusOptions) => {
    const named = names.map(name => ctx.findCard(name, 'read'))
    return showStatus(named, options, ctx)
  })
}
