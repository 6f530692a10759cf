import type { Command } from 'commander'
import { Option } from 'commander'
import { calendarCardOf } from '../cards/calendar-card.ts'
import type { Card } from '../cards/card.ts'
import { orderedCard } from '../cards/register/ordered-card.ts'
import { revisionOf } from '../cards/revision.ts'
import type { Context } from '../context.ts'
import { jsonText } from '../json-text.ts'
import { printable } from '../views/printable.ts'
import { withCommon } from './shared-options.ts'

/** What is written: the text, in pieces where one would be too long, and how many cards are in it. */
interface Written {
  pieces: Iterable<string>
  count: number
}

/** Gives a register in one form; heavy things load here. */
type Write = (cards: readonly Card[], ctx: Context) => Written | Promise<Written>

/** The forms a register is given out in, each named like the end of a file's name. One line each. */
const FORMATS = {
  json: cards => whole(cards, jsonText({ schema: 1, cards: cards.map(orderedCard) }, true)),
  csv: async cards => whole(cards, (await import('../cards/register/write-csv.ts')).cardsAsCsv(cards)),
  ics: calendar,
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
    'renew export cards.csv\nrenew export cards.ics\nrenew export --format json > cards.json',
  ).action((file: string | undefined, options: { force?: boolean; format?: Format }) =>
    exportCards(file ?? '-', options, ctx),
  )
}

/** The cards as stored, document numbers included: that is what another program, or a new home, needs. */
async function exportCards(
  file: string,
  { force = false, ...options }: { force?: boolean; format?: Format },
  ctx: Context,
): Promise<void> {
  const format = options.format ?? formatOf(file)
  const write: Write = FORMATS[format]
  const { pieces, count } = await write(ctx.cards.cards(), ctx)
  if (file === '-') {
    for (const piece of pieces) ctx.io.out(piece)
  } else {
    const bytes = Buffer.concat([...pieces].map(piece => Buffer.from(piece)))
    const { writeNewFile } = await ctx.disk()
    writeNewFile(ctx.fileAt(file), bytes, { force })
    ctx.note(ctx.text['export.done']({ file: printable(file), cards: count }))
  }
  if (format === 'ics') ctx.note(ctx.text['export.calendar-hint'])
}

function whole(cards: readonly Card[], text: string): Written {
  return { pieces: [text], count: cards.length }
}

/** What a calendar shows of the cards (§11): those that end and are still needed, and no document number. */
async function calendar(cards: readonly Card[], ctx: Context): Promise<Written> {
  const { calendarText } = await import('../calendar/calendar-text.ts')
  const revisions = ctx.cards.revisions()
  const shown = (await ctx.assess(cards)).flatMap(
    one => calendarCardOf(one, ctx.lang, revisionOf(revisions, one.card.id)) ?? [],
  )
  return { pieces: calendarText(shown, ctx.text), count: shown.length }
}

/** By the end of the file's name; JSON where that says nothing. */
function formatOf(file: string): Format {
  const end = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(FORMATS, end) ? (end as Format) : 'json'
}
