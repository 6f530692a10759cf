import { calendarCardOf } from '../cards/calendar-card.ts'
import { revisionOf } from '../cards/card.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { orderedCard } from '../register/card-row.ts'
import { writeNewFile } from '../storage/user-file.ts'
import { jsonText, printable } from '../text/printable.ts'
import { command, type OptionsOf } from './command.ts'

/** A text in pieces, and how many cards are in it. */
interface Exported {
  pieces: Iterable<string>
  cards: number
}

/** The forms the cards are given out in, each named like the end of a file's name. One line each. */
const FORMATS = { json, csv, ics } satisfies Record<string, (ctx: Context) => Promise<Exported>>

type Format = keyof typeof FORMATS

const OPTIONS = {
  '--format <format>': { words: 'export.format', choices: Object.keys(FORMATS) as Format[] },
  '--force': 'option.force',
} as const

type Options = OptionsOf<typeof OPTIONS>

export default command({
  args: { '[file]': { words: 'argument.file', value: 'file' } },
  options: OPTIONS,
  example: 'renew export cards.csv\nrenew export cards.ics\nrenew export --format json > cards.json',
  run: ({ args, options }, ctx) => exportCards(args.file ?? '-', options, ctx),
})

async function exportCards(file: string, options: Options, ctx: Context): Promise<void> {
  const format = options.format ?? formatOf(file)
  ctx.cards.cards()
  if (ctx.cards.isLarge) ctx.progress('write')
  const { pieces, cards } = await FORMATS[format](ctx)
  if (file === '-') {
    // On a terminal it is for eyes; what could act there, or turn the line, is shown as its escape.
    const shown = ctx.io.stdout.isTTY
      ? (text: string) => text.split(/\r?\n/).map(printable).join('\n')
      : String
    for (const piece of pieces) ctx.io.out(shown(piece))
  } else {
    const bytes = Buffer.concat([...pieces].map(piece => Buffer.from(piece)))
    writeNewFile(ctx.fileAt(file), bytes, { force: options.force ?? false })
    ctx.note(ctx.words('export.done', { file: printable(file), cards }))
  }
  if (format === 'ics') ctx.note(ctx.words('export.calendar-hint'))
}

/** Files of programs that would call JSON under such a name damaged. */
const FOREIGN = /^(?:xls[xmb]?|ods|numbers|tsv|docx?|odt|pdf|html?|xml|vcf|zip)$/

/**
 * By the end of the file's name; JSON where that says nothing.
 * @throws RenewError `export-form-unknown`
 */
function formatOf(file: string): Format {
  const end = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''
  if (Object.hasOwn(FORMATS, end)) return end as Format
  if (!FOREIGN.test(end)) return 'json'
  const choices = Object.keys(FORMATS).map(format => `.${format}`)
  throw new RenewError('export-form-unknown', { end, choices: choices.join(', ') })
}

/** The cards as stored, document numbers included: that is what another program, or a new home, needs. */
async function json(ctx: Context): Promise<Exported> {
  const cards = ctx.cards.cards().map(orderedCard)
  return { pieces: [jsonText({ schema: 1, cards }, true)], cards: cards.length }
}

/** The same as a table. */
async function csv(ctx: Context): Promise<Exported> {
  const { cardsAsCsv } = await import('../register/write-csv.ts')
  const cards = ctx.cards.cards()
  return { pieces: cardsAsCsv(cards), cards: cards.length }
}

/** What a calendar shows of the cards (§11): those that end and are still needed. */
async function ics(ctx: Context): Promise<Exported> {
  const { calendarText } = await import('../calendar/calendar-text.ts')
  const assessed = await ctx.assess(ctx.cards.cards())
  const revisions = ctx.cards.revisions()
  const shown = assessed.flatMap(
    one => calendarCardOf(one, ctx.lang, revisionOf(revisions, one.card.id)) ?? [],
  )
  return { pieces: calendarText(shown, ctx.words), cards: shown.length }
}
