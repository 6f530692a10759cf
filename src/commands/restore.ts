import type { Context } from '../context.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import type { Surface } from '../io/io.ts'
import type { AllWords } from '../messages/index.ts'
import { exists } from '../storage/own-file.ts'
import { moment } from '../text/dates.ts'
import { paintFor } from '../text/paint.ts'
import { printable } from '../text/printable.ts'
import { renderTable } from '../text/table.ts'
import { renderParagraph } from '../text/wrap.ts'
import { command } from './command.ts'
import { confirm } from './shared/ask.ts'

export default command({
  args: { '[copy]': { words: 'restore.source', value: 'copy' } },
  json: true,
  yes: true,
  example: 'renew restore\nrenew restore cards.before\nrenew restore renew-backup.json',
  run: ({ args: { copy } }, ctx) => (copy === undefined ? list(ctx) : bringBack(copy, ctx)),
})

async function list(ctx: Context): Promise<void> {
  const { restorable } = await import('../storage/restore.ts')
  const rows = restorable(ctx.io, ctx.paths).map(({ name, day, cards, written, fault }) => ({
    name,
    day,
    written: ctx.io.timestamp(written),
    cards,
    fault: fault?.code ?? null,
  }))
  ctx.answer(
    () => ({ schema: 1, copies: rows }),
    to => renderKeptCopies(rows, ctx.words, to),
  )
}

async function bringBack(source: string, ctx: Context): Promise<void> {
  const { restore } = await import('../storage/restore.ts')
  const { STRICT_CHECKS } = await import('../stored-checks.ts')
  const file = ctx.fileAt(source)
  const which = exists(file) ? file : source
  await confirm(ctx.words('ask.restore', { source: printable(source) }), ctx)
  const restored = await restore(ctx.io, ctx.paths, which, ctx.timestamp(), STRICT_CHECKS)
  ctx.changed = true
  for (const aside of restored.aside) ctx.note(ctx.words('restore.aside', { file: printable(aside) }))
  ctx.answer(
    () => ({ schema: 1, restored }),
    () => {
      const { cards } = restored
      const from = printable(restored.from)
      const done =
        cards === null
          ? ctx.words('restore.done', { from })
          : ctx.words('restore.done-cards', { from, cards })
      return `${done}\n`
    },
  )
}

/** A file that `restore` can bring back. */
export interface CopyRow {
  /** Its name for `restore`, such as `cards.before`. */
  name: string
  /** The day whose last change it has; null for other copies. */
  day: CivilDate | null
  /** When it was written (RFC 3339). */
  written: string
  /** How many cards it has; null for a copy of another file. */
  cards: number | null
  /** The error code where it cannot be used; else null. */
  fault: string | null
}

/** Renders the kept copies, and on a terminal how to restore one. */
export function renderKeptCopies(rows: readonly CopyRow[], words: AllWords, to: Surface): string {
  const paint = paintFor(to)
  const usable = rows.find(({ fault }) => fault === null)
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('copies.empty'), to) : ''
  const columns = [
    { head: words('copies.head.name') },
    { head: words('copies.head.at') },
    { head: words('copies.head.cards') },
    { head: words('copies.head.why'), least: 12, wraps: true },
  ]
  const cells = rows.map(({ name, day, written, cards, fault }) => [
    { text: name, style: fault === null ? paint.bold : paint.dim },
    { text: moment(written, words), piped: written },
    cards === null ? '' : String(cards),
    fault === null
      ? {
          text: words(`copies.why.${day !== null ? 'day' : name.endsWith('.before') ? 'before' : 'latest'}`),
          style: paint.dim,
        }
      : { text: words('copies.unusable', { fault }), style: paint.bad },
  ])
  if (!to.isTTY || !usable) return renderTable(columns, cells, to)
  const command = { text: `renew restore ${usable.name}`, style: paint.command, whole: true }
  const hint = [{ text: words('copies.hint') + words('words.colon') }, command]
  return `${renderTable(columns, cells, to)}\n${renderParagraph(hint, to)}`
}
