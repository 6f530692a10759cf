import { type Message, STDOUT } from '../../channels/channel.ts'
import { type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { failureText, isFailure } from '../../error-text.ts'
import type { Failure } from '../../failure.ts'
import type { Surface } from '../../io/io.ts'
import type { AllWords, CommandWords } from '../../messages/index.ts'
import { faultText } from '../../reminders/faults.ts'
import { grouped } from '../../reminders/ledger-index.ts'
import type { Report } from '../../reminders/run-input.ts'
import { longDate } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { printable, shellWord } from '../../text/printable.ts'
import { renderParagraph } from '../../text/wrap.ts'

type ShownReport = Pick<Report, 'faults'> & {
  delivered: readonly { channel: string }[]
  failed: readonly { channel: string; error: Failure; ofChannel?: boolean }[]
  owed: readonly object[]
}

/** Failures of a channel's address or login, which only new settings end. */
const CHANGED_BY_EDIT = new Set([
  'http-status',
  'refused',
  'mail-login-needed',
  'mail-login-refused',
  'address-moved',
  'redirect-elsewhere',
])

/** 407 asks for the login of a proxy. */
function isToChange({ code, values }: Failure): boolean {
  const { why, status } = values as { why?: unknown; status?: unknown }
  if (code === 'through-proxy' && isFailure(why)) return isToChange(why)
  return CHANGED_BY_EDIT.has(code) && status !== 407
}

/** A message that would be sent, and whether an earlier run started to send it. */
export interface PreviewRow {
  /** null: now. */
  day: CivilDate | null
  again: boolean
  message: Pick<Message, 'channel' | 'title' | 'text' | 'file' | 'reminders'>
}

/**
 * Renders the report of a run: on a terminal what was delivered, on stderr failures and faults, one a line. In a pipe
 * deliveries are left out, or cron would mail what a channel has delivered.
 */
export function renderReport(
  { delivered, failed, owed, faults }: ShownReport,
  words: AllWords,
  to: Surface,
): { out: string; err: string } {
  const paint = paintFor(to)
  const sent = [...grouped(delivered, ({ channel }) => channel)].filter(([channel]) => channel !== STDOUT)
  const out = sent.map(([channel, all]) =>
    words('remind.view.delivered', { count: all.length, channel: printable(channel) }),
  )
  const broken = [...grouped(failed, ({ channel }) => channel)].map(([channel, all]) => {
    const line = words('remind.view.failed', {
      channel: printable(channel),
      error: printable(failureText(all[0]!.error, words)),
      count: all.length,
    })
    if (!all.some(({ ofChannel, error }) => ofChannel && isToChange(error))) return line
    return words('remind.view.to-change', { line, command: `renew channel edit ${shellWord(channel)}` })
  })
  // What failed is owed too.
  const left = owed.length - failed.length
  const err = [
    ...faults.map(fault => printable(faultText(fault, words))),
    ...broken,
    ...(left > 0 ? [words('remind.view.owed', { count: left })] : []),
  ]
  return {
    out: to.isTTY ? out.map(line => `${paint.good('✓')} ${line}\n`).join('') : '',
    err: err.map(line => `renew: ${line}\n`).join(''),
  }
}

/** Renders the messages that would be sent, and puts together those that repeat. */
export function renderPreview(rows: readonly PreviewRow[], words: CommandWords, to: Surface): string {
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('remind.view.nothing'), to) : ''
  return groupRepeats(rows)
    .map((group, at) => (at > 0 ? '\n' : '') + renderGroup(group, words, to))
    .join('')
}

interface Repeats {
  first: PreviewRow
  last: PreviewRow
  count: number
  step: number | null
}

const MIN_REPEATS = 3

function groupRepeats(rows: readonly PreviewRow[]): Repeats[] {
  const groups: Repeats[] = []
  const open = new Map<string, Repeats>()
  for (const row of rows) {
    const key = repeatKey(row)
    const known = key === null ? undefined : open.get(key)
    const step = known ? daysBetween(known.last.day!, row.day!) : null
    if (known && (step === 1 || step === 7) && (known.step ?? step) === step) {
      Object.assign(known, { last: row, count: known.count + 1, step })
      continue
    }
    const group: Repeats = { first: row, last: row, count: 1, step: null }
    groups.push(group)
    if (key !== null) open.set(key, group)
  }
  return groups
}

function repeatKey({ day, message: { channel, reminders } }: PreviewRow): string | null {
  if (day === null || reminders.length === 0) return null
  const series = reminders.map(({ card, milestone }) => [card, milestone.startsWith('ask')])
  const isRepeat = reminders.every(({ milestone }) => /^(ask)?\+\d+d$/.test(milestone))
  return isRepeat ? JSON.stringify([channel, series]) : null
}

function renderGroup({ first, last, count, step }: Repeats, words: CommandWords, to: Surface): string {
  const whole = renderMessage(first, words, to)
  if (count < MIN_REPEATS) return count === 1 ? whole : `${whole}\n${renderMessage(last, words, to)}`
  const until = longDate(last.day!, words)
  const text = words(`remind.view.repeats/${step as 1 | 7}`, { until, title: printable(last.message.title) })
  return whole + renderParagraph([{ text, style: paintFor(to).dim }], to, 0)
}

function renderMessage({ day, again, message }: PreviewRow, words: CommandWords, to: Surface): string {
  const paint = paintFor(to)
  const channel = printable(message.channel)
  const head = [
    message.channel === STDOUT ? words('show.printed') : words('remind.view.to', { channel }),
    ...(day === null ? [] : [longDate(day, words)]),
    ...(again ? [words('remind.view.again')] : []),
  ]
  const lines = (message.file ?? message.text).trimEnd().split('\n').map(printable)
  return [
    renderParagraph([{ text: head.join(words('words.comma')), style: paint.dim }], to, 0),
    renderParagraph([{ text: printable(message.title), style: paint.bold }], to, 0),
    ...lines.map(line => (line === '' ? '\n' : renderParagraph(line, to))),
  ].join('')
}
