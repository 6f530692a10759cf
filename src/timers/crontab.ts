import { RenewError } from '../errors.ts'
import { cronWord, wordsOfCommand } from './cron-words.ts'
import { type EntryValues, MINUTE, type TimerPlan } from './timer.ts'

export const BEGIN = '# >>> renew: reminders; do not edit between these lines'
export const END = '# <<< renew'
const BEGIN_PREFIX = BEGIN.slice(0, BEGIN.indexOf(':') + 1)

/** The longest command, in bytes, that Debian's cron and similar ones take; others refuse it or cut it off. */
const MAX_COMMAND_BYTES = 998

/**
 * Returns the block of a plan with its two marker lines. The command sets the variables itself, as `NAME=value` lines
 * would apply to the user's other jobs.
 * @throws RenewError `timer-entry-too-long`
 */
export function renderBlock(plan: TimerPlan): string {
  const command = [
    '/usr/bin/env',
    ...Object.entries(plan.env).map(([name, value]) => `${name}=${cronWord(value)}`),
    ...[plan.node, plan.script, 'remind', '--scheduled'].map(cronWord),
  ].join(' ')
  const bytes = Buffer.byteLength(command)
  if (bytes > MAX_COMMAND_BYTES)
    throw new RenewError('timer-entry-too-long', { bytes, limit: MAX_COMMAND_BYTES })
  return `${BEGIN}\n${plan.minute ?? MINUTE} * * * * ${command}\n${END}\n`
}

/** Parses a block, also an edited one; it is active when its line is not commented out. */
export function readBlock(block: string): EntryValues & { active: boolean } {
  const lines = block.split('\n').filter(one => one.trim() !== '' && !isMarker(one))
  const active = lines.find(one => !one.startsWith('#'))
  const line = active ?? lines.map(one => one.replace(/^#+\s*/, '')).at(-1) ?? ''
  const [, minute = '', hours = '', rest = '', command = ''] =
    /^\s*(\S+)\s+(\S+)\s+(\S+\s+\S+\s+\S+)\s+(.*)$/.exec(line.replace(/\r$/, '')) ?? []
  const words = wordsOfCommand(command) ?? []
  if (words[0]?.endsWith('/env') || words[0] === 'env') words.shift()
  const env: Record<string, string> = {}
  for (let word = words[0]; word && /^[A-Za-z_]\w*=/.test(word); word = words[0]) {
    env[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1)
    words.shift()
  }
  const [node = null, script = null] = words
  const times = /^\*\s+\*\s+\*$/.test(rest) ? timesOf(minute, hours) : []
  return { env, node, script, times, active: active !== undefined }
}

function isMarker(line: string): boolean {
  return line.startsWith(BEGIN_PREFIX) || line.trimEnd() === END
}

function timesOf(minute: string, hours: string): string[] {
  if (!/^\d+$/.test(minute)) return []
  if (hours === '*') return [`*:${minute.padStart(2, '0')}`]
  if (!/^\d+(,\d+)*$/.test(hours)) return []
  return hours.split(',').map(hour => `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`)
}

// A table is latin1 text, one character a byte, so that the user's lines need not be UTF-8 to stay unchanged.

/** The parts of a table. Several blocks are all ours; the next change makes them one. */
interface Parts {
  foreign: string[]
  blocks: string[]
}

/** Returns our block in latin1, all of them joined if there are several; null when there is none. */
export function blockIn(table: string): string | null {
  const { blocks } = split(table)
  return blocks.length === 0 ? null : blocks.join('')
}

/**
 * Whether cron mails our output to nobody, because the last `MAILTO` above our block is empty.
 * @throws RenewError `crontab-half-block`
 */
export function isMailOff(table: string): boolean {
  return variablesAbove(table).MAILTO === ''
}

/**
 * Returns why the mail with what a job prints would not be read: there is none, or it is US-ASCII, as cron sends it
 * where the table names no other character set; null when it would.
 * @param hasMailer whether there is a program that sends mail
 */
export function mailWarning(table: string, hasMailer: boolean): 'output-unseen' | 'mail-ascii' | null {
  if (!hasMailer || isMailOff(table)) return 'output-unseen'
  return /utf-?8/i.test(variablesAbove(table).CONTENT_TYPE ?? '') ? null : 'mail-ascii'
}

/**
 * Returns the variables that the user's lines above our block set for all jobs below them (crontab(5)).
 * @throws RenewError `crontab-half-block`
 */
export function variablesAbove(table: string): Record<string, string> {
  const above = Buffer.from(split(table).foreign[0] ?? '', 'latin1').toString()
  const settings = above.matchAll(/^[ \t]*(["']?)([A-Za-z_]\w*)\1[ \t]*=[ \t]*([^\n]*?)[ \t\r]*$/gm)
  return Object.fromEntries(
    [...settings].map(([, , name = '', value = '']) => [name, value.replace(/^(["'])(.*)\1$/, '$2')]),
  )
}

/**
 * Returns the table with the block in place of the previous one, else at the end. A last line without a newline gets
 * one, as Debian's crontab refuses such a table.
 * @throws RenewError `crontab-half-block`
 */
export function withBlock(table: string, block: string): string {
  const { foreign, blocks } = split(table)
  const [above = '', ...below] = foreign
  if (blocks.length > 0) return above + block + below.join('')
  return above + (above === '' || above.endsWith('\n') ? '' : '\n') + block
}

/**
 * Returns the table without our block, every other byte unchanged. A newline that {@link withBlock} added to a last
 * line stays, as crontab would refuse the table without it.
 * @throws RenewError `crontab-half-block`
 */
export function withoutBlock(table: string): string {
  return split(table).foreign.join('')
}

function split(table: string): Parts {
  const parts: Parts = { foreign: [''], blocks: [] }
  let inside = false
  let number = 0
  let opened = 0
  for (const line of table.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    number += 1
    // Editors may leave a carriage return or blanks at the end.
    const text = line.trimEnd()
    if (text.startsWith(BEGIN_PREFIX) ? inside : text === END && !inside)
      throw halfBlockError(table, inside ? opened : number)
    if (text.startsWith(BEGIN_PREFIX)) {
      inside = true
      opened = number
      parts.blocks.push('')
      parts.foreign.push('')
    }
    const into = inside ? parts.blocks : parts.foreign
    into[into.length - 1] += line
    if (text === END) inside = false
  }
  if (inside) throw halfBlockError(table, opened)
  return parts
}

/** The error for a block with one marker missing: which lines are the user's is unknown, so it shows them (§10). */
function halfBlockError(table: string, number: number): RenewError {
  const lines = Buffer.from(table, 'latin1').toString().split('\n')
  const shown = lines.slice(Math.max(0, number - 3), number + 3).map((line, at) => {
    return `${Math.max(0, number - 3) + at + 1}: ${line.trimEnd()}`
  })
  return new RenewError('crontab-half-block', {
    line: number,
    lines: shown.filter(line => !/^\d+: $/.test(line)),
  })
}

/** The three lines that Vixie's crontab adds at the top of every table, and Debian's hides. */
const HEADER =
  /^# DO NOT EDIT THIS FILE - edit the master and reinstall\.\n# \([^\n]* installed on [^\n]*\)\n# \(Cron version [^\n]*\)\n/

export function withoutHeader(listing: string): string {
  return listing.replace(HEADER, '')
}

/**
 * Whether a listing may differ from the table: Debian's crontab since 3.0pl1-149 shows a carriage return or a backspace
 * as `\r` and `\b`, which a table may also contain literally. A listing with the real characters was not changed.
 */
export function isAmbiguous(listing: string): boolean {
  return /\\[rb]/.test(listing) && !/[\r\b]/.test(listing)
}

/**
 * Returns the exact table for an ambiguous listing and the copy that `crontab -e` gives to an editor. That copy is
 * exact, but up to three comment lines at its top may be missing.
 * @returns null when the two do not match
 */
export function exactTable(listing: string, edited: string): string | null {
  const shown = edited.replaceAll('\r', '\\r').replaceAll('\b', '\\b')
  const top = listing.endsWith(shown) ? listing.slice(0, listing.length - shown.length) : null
  return top === null || isAmbiguous(top) ? null : top + edited
}
