import type { Command } from 'commander'
import { Option } from 'commander'
import type { Card } from '../cards/card.ts'
import { orderedCard } from '../cards/register/ordered-card.ts'
import type { Context } from '../context.ts'
import { jsonText } from '../json-text.ts'
import { printable } from '../views/printable.ts'
import { withCommon } from './shared-options.ts'

/** Gives the bytes of a register in one form; heavy things load here. */
type Write = (cards: readonly Card[], ctx: Context) => string | Promise<string>

/** The forms a register is given out in, each named like the end of a file's name. One line each. */
const FORMATS = {
  json: cards => jsonText({ schema: 1, cards: cards.map(orderedCard) }, true),
  csv: async cards => (await import('../cards/register/write-csv.ts')).cardsAsCsv(cards),
} satisfies Record<string, Write>

type Format = keyof typeof FORMATS

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const command = program
    .command('export')
    .argument('[file]', text['argument.file'])
    .description(text['export.about'])
    .addOption(new Option('--format <format>', text['export.format']).choices(Object.keys(FORMATS)))
    .option('--force', text['option.force'])
  return withCommon(
    command,
    ctx,
    {},
    'renew export cards.csv\nrenew export --format json > cards.json',
  ).action((file: string | undefined, options: { force?: boolean; format?: Format }) =>
    exportCards(file ?? '-', options, ctx),
  )
}

/** The cards as stored, document numbers included: that is what another program, or a new home, needs. */
async function exportCards(
  file: string,
  { force = false, format }: { force?: boolean; format?: Format },
  ctx: Context,
): Promise<void> {
  const cards = ctx.cards.cards()
  const write: Write = FORMATS[format ?? formatOf(file)]
  const text = await write(cards, ctx)
  if (file === '-') {
    ctx.io.out(text)
    return
  }
  const { writeNewFile } = await ctx.disk()
  writeNewFile(ctx.fileAt(file), Buffer.from(text), { force })
  ctx.note(ctx.text['export.done']({ file: printable(file), cards: cards.length }))
}

/** By the end of the file's name; JSON where that says nothing. */
function formatOf(file: string): Format {
  const end = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(FORMATS, end) ? (end as Format) : 'json'
}
