import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Messages } from '../messages/en.ts'

/** What commands have in common, and which of it one takes. */
export interface Common {
  /** It answers: `--json`. */
  json?: boolean
  /** It reads: `--on DATE` answers as if today were that day (R11). */
  on?: boolean
  /** It may ask: `--yes` answers. */
  yes?: boolean
}

/** Adds the options that commands have in common, and the example of its help. */
export function withCommon(command: Command, ctx: Context, common: Common, example: string): Command {
  const { text } = ctx
  if (common.on) command.option('--on <date>', text['option.on'])
  if (common.json) command.option('--json', text['option.json'])
  if (common.yes) command.option('-y, --yes', text['option.yes'])
  return command
    .option('--lang <code>', text['option.lang'])
    .option('--color', text['option.color'])
    .option('--no-color', text['option.no-color'])
    .helpOption('-h, --help', text['option.help'])
    .configureHelp({
      styleTitle: title => headings(text)[title] ?? title,
      helpWidth: ctx.surface.width,
    })
    .addHelpText('after', `\n${text['help.example']}\n${example.replace(/^/gm, '  ')}`)
}

/** The headings of a help page, by the parser's own. */
export const headings = (text: Messages): Record<string, string> => ({
  'Usage:': text['help.usage'],
  'Arguments:': text['help.arguments'],
  'Options:': text['help.options'],
  'Commands:': text['help.commands'],
})
