import type { Command } from 'commander'
import { Option } from 'commander'
import { calendarCardOf } from '../cards/calendar-card.ts'
import { revisionOf } from '../cards/revision.ts'
import type { Context } from '../context.ts'
import { jsonText } from '../json-text.ts'
import { printable } from '../views/printable.ts'
import { withCommon } from './shared-options.ts'

/** What the cards can be written as: the pieces of the text, and how many cards are in it. */
const FORMATS = { json: storedCards, ics: calendar }

interface Options {
  format: keyof typeof FORMATS
  force?: boolean
}

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const format = new Option('--format <format>', text['export.format'])
    .choices(Object.keys(FORMATS))
    .default('json')
  const command = program
    .command('export')
    .argument('[file]', text['argument.file'])
    .description(text['export.about'])
    .addOption(format)
    .option('--force', text['option.force'])
  return withCommon(command, ctx, {}, 'renew export cards.json\nrenew export --format ics cards.ics').action(
    (file: string | undefined, options: Options) => exportCards(file ?? '-', options, ctx),
  )
}

async function exportCards(file: string, { format, force = false }: Options, ctx: Context): Promise<void> {
  const { pieces, cards } = await FORMATS[format](ctx)
  if (file === '-') {
    for (const piece of pieces) ctx.io.out(piece)
  } else {
    const bytes = Buffer.concat([...pieces].map(piece => Buffer.from(piece)))
    const { writeNewFile } = await ctx.disk()
    writeNewFile(ctx.fileAt(file), bytes, { force })
    ctx.note(ctx.text['export.done']({ file: printable(file), cards }))
  }
  if (format === 'ics') ctx.note(ctx.text['export.calendar-hint'])
}

interface Exported {
  pieces: Iterable<string>
  cards: number
}

/** The cards as stored, document numbers included: that is what another program, or a new home, needs. */
async function storedCards(ctx: Context): Promise<Exported> {
  const cards = ctx.cards.cards()
  return { pieces: [jsonText({ schema: 1, cards }, true)], cards: cards.length }
}

/** What a calendar shows of the cards (§11): those that end and are still needed. */
async function calendar(ctx: Context): Promise<Exported> {
  const { calendarText } = await import('../calendar/calendar-text.ts')
  const assessed = await ctx.assess(ctx.cards.cards())
  const revisions = ctx.cards.revisions()
  const shown = assessed.flatMap(
    one => calendarCardOf(one, ctx.lang, revisionOf(revisions, one.card.id)) ?? [],
  )
  return { pieces: calendarText(shown, ctx.text), cards: shown.length }
}
