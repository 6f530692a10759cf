import { daysBetween } from '../../dates/civil-date.ts'
import type { StatusWords } from '../../messages/index.ts'
import type { Stage } from '../../schedule/standing.ts'
import { longDate, whyText } from '../../text/dates.ts'
import type { Paint } from '../../text/paint.ts'
import type { Fact } from '../../text/sheet.ts'
import { displayName } from '../../text/width.ts'
import type { Sentence } from '../../text/wrap.ts'
import type { StatusRow } from './data.ts'

/**
 * What there is to say of a card below its line, the earliest date that matters first (R8). `holder` and `opens`
 * are asked for where the line itself has no room for them.
 */
export function detailsOf(
  row: StatusRow,
  beside: { holder: boolean; opens: boolean },
  words: StatusWords,
  paint: Paint,
): Fact[] {
  const facts: Fact[] = []
  const say = (label: Label, ...says: Sentence[]): void => {
    if (says.length > 0) facts.push({ label: words(`status.label.${label}`), says })
  }
  if (row.closed !== null) {
    say('closed', longDate(row.closed, words))
    return facts
  }
  const { standing, materials, next } = row
  const { stage } = standing
  const urgent = paint.stage[stage]
  const kind = [isCalm(stage) ? null : row.guideTitle, beside.holder ? row.holder : null].filter(
    one => one !== null,
  )
  if (kind.length > 0)
    facts.push({ label: '', says: [[{ text: kind.map(displayed).join(' · '), style: paint.dim }]] })
  if (stage === 'overdue')
    say('risk', ...row.warnings.map(warning => [{ text: displayed(warning), style: paint.bad }]))
  if (mattersEarlier(row)) {
    const { date } = standing.earliest!
    const tail = whyText(standing, standing.earliest!, words)
    say('by', [
      { text: longDate(date, words), style: stage === 'valid' ? paint.bold : urgent, whole: true },
      { text: tail },
    ])
  }
  if (beside.opens && stage === 'valid' && standing.window) {
    const { opens } = standing.window
    say(
      'window',
      words('status.window-opens', {
        date: longDate(opens, words),
        when: words.dates.distance(daysBetween(standing.today, opens)),
      }),
    )
  }
  if (next) {
    const by =
      next.by && next.by !== standing.today ? words('status.next-by', { date: longDate(next.by, words) }) : ''
    say('next', [{ text: displayed(next.text), style: paint.bold }, { text: by }])
  }
  if (materials) {
    const missing = materials.missing.map(displayed).join(words('words.listed'))
    say('papers', words('status.papers', { ready: materials.ready, needed: materials.needed, missing }))
  }
  if (row.course === 'submitted') say('course', words('course.submitted'))
  if (stage !== 'overdue') say('note', ...row.warnings.map(displayed))
  if (row.snoozedUntil) say('snoozed', words('status.snoozed', { date: longDate(row.snoozedUntil, words) }))
  if (row.unseen) say('unseen', [{ text: words('status.unseen'), style: paint.warn }])
  say('note', ...row.notes.map(note => [{ text: displayed(note), style: paint.warn }]))
  return facts
}

type Label =
  | 'by'
  | 'next'
  | 'risk'
  | 'papers'
  | 'course'
  | 'window'
  | 'snoozed'
  | 'unseen'
  | 'note'
  | 'closed'

const isCalm = (stage: Stage): boolean => stage === 'valid' || stage === 'permanent'

/**
 * Whether a date before the last valid day is the one to keep, or its working days are not known for sure. Once
 * overdue no date is left to be kept.
 */
function mattersEarlier({ standing }: StatusRow): boolean {
  const { earliest, stage, knowledge } = standing
  if (earliest === null || stage === 'overdue') return false
  return earliest.why !== 'expiry' || (stage !== 'valid' && knowledge !== 'exact')
}

const displayed = (text: string): string => displayName(text, { isTTY: true })
