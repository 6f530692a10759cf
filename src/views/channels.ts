import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import { longDate } from './dates.ts'
import { paintFor } from './paint.ts'
import { renderParagraph } from './paragraph.ts'
import { type Cell, renderTable } from './table.ts'

/** A channel as it is set up, and how it fares. */
export interface ChannelRow {
  name: string
  kind: string
  lang: string | null
  /** Its settings by name, secrets masked already. */
  settings: Readonly<Record<string, string>>
  /** Since when every message failed, RFC 3339; null while it works. */
  failingSince: string | null
  error: string | null
  /** The service said that the address is no more (HTTP 410). */
  gone: boolean
}

/** The channels, one a line, in the order given; on a terminal what to type where there is none. */
export function renderChannels(rows: readonly ChannelRow[], text: Messages, to: Surface): string {
  if (rows.length === 0) return to.isTTY ? emptyList(text, to) : ''
  const paint = paintFor(to)
  const columns = [
    { head: text['channels.head.name'], least: 8 },
    { head: text['channels.head.kind'] },
    { head: text['channels.head.lang'] },
    { head: text['channels.head.state'], least: 12 },
    { head: text['channels.head.settings'], least: 12 },
  ]
  const cells = rows.map(row => [
    { text: row.name, style: paint.bold },
    row.kind,
    row.lang ?? '',
    stateCell(row, text, to),
    Object.entries(row.settings)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ])
  return renderTable(columns, cells, to)
}

function stateCell({ failingSince, error, gone }: ChannelRow, text: Messages, to: Surface): Cell {
  const paint = paintFor(to)
  if (gone) return { text: text['channels.state.gone']({ error: error ?? '' }), style: paint.bad }
  if (failingSince === null) return { text: text['channels.state.ok'], style: paint.good }
  const day = failingSince.slice(0, 10)
  const since = to.isTTY ? longDate(day, text) : day
  return { text: text['channels.state.failing']({ since, error: error ?? '' }), style: paint.bad }
}

function emptyList(text: Messages, to: Surface): string {
  const paint = paintFor(to)
  const first = [
    { text: 'renew channel add desktop', style: paint.command, whole: true },
    { text: `  ${text['channels.empty.add']}`, style: paint.dim },
  ]
  return `${renderParagraph(text['channels.empty'], to)}\n${renderParagraph(first, to, 4)}`
}
