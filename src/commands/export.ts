import { calendarCardOf, revisionBefore } from '../cards/calendar-card.ts'
import type { Card } from '../cards/card.ts'
import { revisionOf } from '../cards/changes.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { type Column, orderedCard } from '../register/card-row.ts'
import { writeNewFile } from '../storage/user-file.ts'
import { jsonText, printable } from '../text/printable.ts'
import { command } from './command.ts'

interface Exported {
  pieces: Iterable<string | Uint8Array>
  cards: number
}

const FORMATS = ['json', 'csv', 'xlsx', 'ics'] as const
type Format = (typeof FORMATS)[number]

export default command({
  reads: true,
  args: { '[file]': { words: 'argument.file', value: 'file' } },
  options: {
    '--format <format>': { words: 'export.format', choices: FORMATS },
    '--heads': 'export.heads',
    '--force': 'option.force',
  },
  example: 'renew export cards.csv\nrenew export cards.ics\nrenew export --format json > cards.json',
  async run({ args: { file = '-' }, options }, ctx) {
    const format = options.format ?? formatOf(file)
    ctx.cards.cards()
    if (ctx.cards.isLarge) ctx.io.status(ctx.words('progress.write'))
    if (options.heads && format !== 'csv' && format !== 'xlsx')
      throw new RenewError('export-heads-of-table', { format })
    const inWords = options.heads ? (column: Column) => ctx.words(`show.${column}`) : undefined
    const { pieces, cards } = await exported(format, ctx, inWords)
    if (file === '-' && format === 'xlsx') throw new RenewError('export-needs-file', { format })
    if (file === '-') {
      // A terminal must not obey control characters from the cards.
      const shown = ctx.io.stdout.isTTY
        ? (text: string) => text.split(/\r?\n/).map(printable).join('\n')
        : String
      for (const piece of pieces) ctx.io.out(shown(String(piece)))
    } else {
      const bytes = Buffer.concat([...pieces].map(piece => Buffer.from(piece)))
      writeNewFile(ctx.fileAt(file), bytes, { force: options.force ?? false })
      ctx.note(ctx.words('export.done', { file: printable(file), cards }))
    }
    if (format === 'ics') ctx.note(ctx.words('export.calendar-hint'))
  },
})

/** Extensions of other programs' files: JSON under such a name would look damaged to them. */
const FOREIGN = /^(?:xls[mb]?|ods|numbers|tsv|docx?|odt|pdf|html?|xml|vcf|zip)$/

/** Returns the format for a file's extension; JSON where it has none that is known. */
function formatOf(file: string): Format {
  const end = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''
  const known = FORMATS.find(format => format === end)
  if (known || !FOREIGN.test(end)) return known ?? 'json'
  const choices = FORMATS.map(format => `.${format}`)
  throw new RenewError('export-form-unknown', { end, choices })
}

/** Returns the cards with how often each was changed: SEQUENCE must not fall in another home (RFC 5545 §3.8.7.4). */
function cardsWithRevisions(ctx: Context): Card[] {
  const revisions = ctx.cards.revisions()
  return ctx.cards.cards().map(card => {
    const revision = revisionBefore(card) + revisionOf(revisions, card.id)
    return revision === 0 ? card : { ...card, revision }
  })
}

/** Returns the cards as stored, document numbers included: another home needs them all. */
async function exported(
  format: Format,
  ctx: Context,
  header?: (column: Column) => string,
): Promise<Exported> {
  if (format === 'ics') return exportedCalendar(ctx)
  const cards = cardsWithRevisions(ctx)
  const count = cards.length
  if (format === 'json')
    return { pieces: [jsonText({ schema: 1, cards: cards.map(orderedCard) }, true)], cards: count }
  const { cardsAsCsv, cardsAsXlsx } = await import('../register/write-table.ts')
  const pieces = format === 'csv' ? cardsAsCsv(cards, header) : [await cardsAsXlsx(cards, header)]
  return { pieces, cards: count }
}

/** The open cards that expire, as a calendar (§11). */
async function exportedCalendar(ctx: Context): Promise<Exported> {
  const { calendarText } = await import('../calendar/calendar-text.ts')
  const assessed = await ctx.assess(ctx.cards.cards())
  const revisions = ctx.cards.revisions()
  const shown = assessed.flatMap(
    one => calendarCardOf(one, ctx.lang, revisionOf(revisions, one.card.id)) ?? [],
  )
  return { pieces: calendarText(shown, ctx.words), cards: shown.length }
}
