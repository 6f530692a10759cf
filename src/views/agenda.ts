import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import type { CivilDate } from '../schedule/civil-date.ts'
import { longDate } from './dates.ts'
import { paintFor } from './paint.ts'
import { renderTable } from './table.ts'

/** Something dated; `name` is the card's, null for a day off. */
export interface AgendaDay {
  date: CivilDate
  kind: string
  name: string | null
  text: string
}

/** Everything dated, one a line; on a terminal a day is written once. */
export function renderAgenda(
  { days, from, to }: { days: readonly AgendaDay[]; from: CivilDate; to: CivilDate },
  text: Messages,
  surface: Surface,
): string {
  if (days.length === 0) {
    return surface.isTTY
      ? `  ${text['agenda.empty']({ from: longDate(from, text), to: longDate(to, text) })}\n`
      : ''
  }
  const paint = paintFor(surface)
  const rows = days.map(({ date, kind, name, text: words }, at) => [
    { text: days[at - 1]?.date === date ? '' : longDate(date, text), piped: date },
    { text: name ?? '', style: paint.bold },
    {
      text: words,
      ...(kind === 'expiry' || kind === 'file-by'
        ? { style: paint.bad }
        : kind === 'day-off'
          ? { style: paint.dim }
          : {}),
    },
  ])
  const columns = [
    { head: text['agenda.head.date'] },
    { head: text['agenda.head.card'], least: 8 },
    { head: text['agenda.head.what'], least: 16 },
  ]
  return renderTable(columns, rows, surface)
}
