import type { StatusWords } from '../../messages/index.ts'
import type { Paint } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { type StatusRow, shownStage } from './data.ts'

/**
 * One card a line for other programs and files, fields separated by tabs, dates as YYYY-MM-DD, always the same
 * number of fields, empty where there is nothing to say: stage, name, last valid day, days left, the earliest date
 * that matters, what to do next, its latest day, papers (ready/needed), holder, guide, warnings and remarks.
 */
export function renderStatusRows(
  rows: readonly StatusRow[],
  words: StatusWords,
  paint: Paint['stage'] | null = null,
): string {
  let lines = ''
  for (const row of rows) {
    const stage = shownStage(row)
    const word = words(`stage.${stage}`)
    lines += `${paint ? paint[stage](word) : word}\t${fieldsOf(row)}\t${remarksOf(row, words)}\n`
  }
  return lines
}

/** What comes from users and files is cleaned; a line is put together at once, for there may be thousands. */
function fieldsOf({ name, expires, standing, next, materials, holder, guideTitle }: StatusRow): string {
  const { daysLeft, earliest } = standing
  const dates = `${printable(expires ?? '')}\t${daysLeft ?? ''}\t${printable(earliest?.date ?? '')}`
  const todo = next ? `${printable(next.text)}\t${next.by ?? ''}` : '\t'
  const papers = materials ? `${materials.ready}/${materials.needed}` : ''
  return `${printable(name)}\t${dates}\t${todo}\t${papers}\t${printable(holder ?? '')}\t${printable(guideTitle ?? '')}`
}

function remarksOf({ warnings, snoozedUntil, unseen, notes }: StatusRow, words: StatusWords): string {
  if (warnings.length === 0 && notes.length === 0 && snoozedUntil === null && !unseen) return ''
  const said = [
    ...warnings,
    ...(snoozedUntil ? [`${words('status.label.snoozed')}${words('words.colon')}${snoozedUntil}`] : []),
    ...(unseen ? [words('status.label.unseen')] : []),
    ...notes,
  ]
  return printable(said.join(words('words.semicolon')))
}
