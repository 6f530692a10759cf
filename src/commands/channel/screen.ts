import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { longDate } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { type Cell, renderTable } from '../../text/table.ts'
import { renderParagraph } from '../../text/wrap.ts'

/** A channel and its state. */
export interface ChannelRow {
  name: string
  kind: string
  lang: string | null
  settings: Readonly<Record<string, string>>
  /** RFC 3339; null: it works. */
  failingSince: string | null
  error: string | null
  gone: boolean
}

/** Renders the channels, one a line, in the order given; on a terminal how to add one if there are none. */
export function renderChannels(rows: readonly ChannelRow[], words: CommandWords, to: Surface): string {
  if (rows.length === 0) return to.isTTY ? emptyList(words, to) : ''
  const paint = paintFor(to)
  const columns = [
    { head: words('channels.head.name'), least: 8 },
    { head: words('channels.head.kind') },
    { head: words('channels.head.lang') },
    { head: words('channels.head.state'), least: 12, wraps: true },
    { head: words('channels.head.settings'), least: 12, wraps: true },
  ]
  const cells = rows.map(row => [
    { text: row.name, style: paint.bold },
    row.kind,
    row.lang ?? '',
    stateCell(row, words, to),
    Object.entries(row.settings)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ])
  return renderTable(columns, cells, to)
}

function stateCell({ failingSince, error, gone }: ChannelRow, words: CommandWords, to: Surface): Cell {
  const paint = paintFor(to)
  if (gone) return { text: words('channels.state.gone', { error: error ?? '' }), style: paint.bad }
  if (failingSince === null) return { text: words('channels.state.ok'), style: paint.good }
  const day = failingSince.slice(0, 10)
  const since = to.isTTY ? longDate(day, words) : day
  return { text: words('channels.state.failing', { since, error: error ?? '' }), style: paint.bad }
}

function emptyList(words: CommandWords, to: Surface): string {
  const paint = paintFor(to)
  const first = [
    { text: 'renew channel add', style: paint.command, whole: true },
    { text: `  ${words('added.setup-channel')}`, style: paint.dim },
  ]
  return `${renderParagraph(words('channels.empty'), to)}\n${renderParagraph(first, to, 4)}`
}
