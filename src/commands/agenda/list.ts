import type { CivilDate } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { longDate } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { renderTable } from '../../text/table.ts'

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
  words: AllWords,
  surface: Surface,
): string {
  if (days.length === 0) {
    return surface.isTTY
      ? `  ${words('agenda.empty', { from: longDate(from, words), to: longDate(to, words) })}\n`
      : ''
  }
  const paint = paintFor(surface)
  const rows = days.map(({ date, kind, name, text: what }, at) => [
    { text: days[at - 1]?.date === date ? '' : longDate(date, words), piped: date },
    { text: name ?? '', style: paint.bold },
    {
      text: what,
      ...(kind === 'expiry' || kind === 'file-by'
        ? { style: paint.bad }
        : kind === 'day-off'
          ? { style: paint.dim }
          : {}),
    },
  ])
  const columns = [
    { head: words('agenda.head.date') },
    { head: words('agenda.head.card'), least: 8 },
    { head: words('agenda.head.what'), least: 16 },
  ]
  return renderTable(columns, rows, surface)
}
