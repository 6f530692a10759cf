import type { Command } from 'commander'
import { Option } from 'commander'
import type { Context } from '../context.ts'
import { jsonText } from '../json-text.ts'
import { printable } from '../views/printable.ts'
import { withCommon } from './shared-options.ts'

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const command = program
    .command('export')
    .argument('[file]', text['argument.file'])
    .description(text['export.about'])
    .addOption(new Option('--format <format>', text['export.format']).choices(['json']).default('json'))
    .option('--force', text['option.force'])
  return withCommon(command, ctx, {}, 'renew export cards.json').action(
    (file: string | undefined, options: { force?: boolean }) => exportCards(file ?? '-', options, ctx),
  )
}

/** The cards as stored, document numbers included: that is what another program, or a new home, needs. */
async function exportCards(
  file: string,
  { force = false }: { force?: boolean },
  ctx: Context,
): Promise<void> {
  const cards = ctx.cards.cards()
  const text = jsonText({ schema: 1, cards }, true)
  if (file === '-') {
    ctx.io.out(text)
    return
  }
  const { writeNewFile } = await ctx.disk()
  writeNewFile(ctx.fileAt(file), Buffer.from(text), { force })
  ctx.note(ctx.text['export.done']({ file: printable(file), cards: cards.length }))
}
