import type { Everyday } from '../messages/everyday.ts'
import type { Paint } from './paint.ts'
import { printable } from './printable.ts'
import { type StatusRow, shownStage } from './status-data.ts'

/**
 * One card a line for other programs and files, fields separated by tabs, dates as YYYY-MM-DD, always the same
 * number of fields, empty where there is nothing to say: stage, name, last valid day, days left, the earliest date
 * that matters, what to do next, its latest day, papers (ready/needed), holder, guide, warnings and remarks.
 */
export function renderStatusRows(
  rows: readonly StatusRow[],
  text: Everyday,
  paint: Paint['stage'] | null = null,
): string {
  let lines = ''
  for (const row of rows) {
    const [stage, ...fields] = fieldsOf(row, text)
    lines += `${[paint ? paint[shownStage(row)](stage!) : stage, ...fields].join('\t')}\n`
  }
  return lines
}

function fieldsOf(row: StatusRow, text: Everyday): string[] {
  const { standing, materials, next } = row
  const said = [
    ...row.warnings,
    ...(row.snoozedUntil ? [`${text['status.label.snoozed']}${text['words.colon']}${row.snoozedUntil}`] : []),
    ...(row.unseen ? [text['status.label.unseen']] : []),
    ...row.notes,
  ]
  return [
    text[`stage.${shownStage(row)}`],
    row.name,
    row.expires ?? '',
    standing.daysLeft === null ? '' : String(standing.daysLeft),
    standing.earliest?.date ?? '',
    next?.text ?? '',
    next?.by ?? '',
    materials ? `${materials.ready}/${materials.needed}` : '',
    row.holder ?? '',
    row.guideTitle ?? '',
    said.join(text['words.semicolon']),
  ].map(printable)
}
