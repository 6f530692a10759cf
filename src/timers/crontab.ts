import { RenewError } from '../errors.ts'
import { cronWord, wordsOfCommand } from '../text/shell-words.ts'
import type { TimerPlan } from './timer.ts'

/** The lines between which everything is ours, and nothing else is. */
export const BEGIN = '# >>> renew: reminders; do not edit between these lines'
export const END = '# <<< renew'

/** Bytes of a command that Debian's cron and its kin take; longer ones are refused or cut off. */
const MAX_COMMAND_BYTES = 998

/**
 * The block of a plan in a crontab, LF only, with its two marker lines. One line of a command holds everything:
 * `NAME=value` lines of a crontab would reach the user's other jobs. The times are in the daemon's zone (`CRON_TZ` is
 * not known to Debian's cron, and would reach the jobs below).
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
  return `${BEGIN}\n${renderSchedule(plan.times)} ${command}\n${END}\n`
}

/** The five fields; all times have the same minute, so one line is enough. */
function renderSchedule(times: readonly string[]): string {
  const hours = times.map(time => Number(time.slice(0, 2))).sort((a, b) => a - b)
  return `${Number(times[0]?.slice(3))} ${hours.join(',')} * * *`
}

/** What an entry of ours would run, as far as it can be understood. */
export interface CrontabEntry {
  env: Record<string, string>
  node: string | null
  script: string | null
  times: string[]
}

/** Reads a block back, also one that somebody edited. */
export function readBlock(block: string): CrontabEntry {
  const line = block.split('\n').find(one => one.trim() !== '' && !one.startsWith('#')) ?? ''
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
  return { env, node, script, times: /^\*\s+\*\s+\*$/.test(rest) ? timesOf(minute, hours) : [] }
}

function timesOf(minute: string, hours: string): string[] {
  if (!/^\d+$/.test(minute) || !/^\d+(,\d+)*$/.test(hours)) return []
  return hours.split(',').map(hour => `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`)
}

// A table is handled as latin1 text, one character a byte: foreign lines need not be UTF-8 to survive.

/** What stands before, in and after our block; several blocks count as ours all, and are one after the next change. */
interface Parts {
  /** The texts around the blocks, one more than there are blocks. */
  foreign: string[]
  blocks: string[]
}

/** The text of our block as bytes in latin1, or null when there is none; all of them, where a table holds several. */
export function blockIn(table: string): string | null {
  const { blocks } = split(table)
  return blocks.length === 0 ? null : blocks.join('')
}

/**
 * Whether the table says that nobody is mailed what our block prints: the last `MAILTO` above it is an empty one.
 * @throws RenewError `crontab-half-block`
 */
export function isMailOff(table: string): boolean {
  const above = split(table).foreign[0] ?? ''
  const settings = [...above.matchAll(/^[ \t]*["']?MAILTO["']?[ \t]*=[ \t]*([^\n]*)$/gm)]
  return /^(""|'')?\s*$/.test(settings.at(-1)?.[1] ?? 'somebody')
}

/**
 * The variables that the user's own lines above our block set for it as for every job below them (crontab(5)).
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
 * The table with the block in place of the former one, else at the end. A last line without its newline gets one:
 * Debian's crontab refuses such a table.
 * @throws RenewError `crontab-half-block`
 */
export function withBlock(table: string, block: string): string {
  const { foreign, blocks } = split(table)
  const [above = '', ...below] = foreign
  if (blocks.length > 0) return above + block + below.join('')
  return above + (above === '' || above.endsWith('\n') ? '' : '\n') + block
}

/**
 * The table without our block, every other byte as it is. The newline that {@link withBlock} gave to a last line stays:
 * no table without it can be installed again, and cron would not run that line.
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
    // Editors of other systems may have left a carriage return or blanks at the end.
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

const BEGIN_PREFIX = BEGIN.slice(0, BEGIN.indexOf(':') + 1)

/** Where the other marker is gone, nobody can know which lines are the user's (§10): they are shown instead. */
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

/** The three lines that Vixie's crontab puts on top of every table by itself, and Debian's hides again. */
const HEADER =
  /^# DO NOT EDIT THIS FILE - edit the master and reinstall\.\n# \([^\n]* installed on [^\n]*\)\n# \(Cron version [^\n]*\)\n/

/** A listing without the header that crontab made; it will make another one. */
export function withoutHeader(listing: string): string {
  return listing.replace(HEADER, '')
}

/**
 * Whether a listing may not be the table: newer Debian crontabs (3.0pl1-149 and later) show a carriage return or a
 * backspace as `\r` and `\b`, which a table may also hold as such. A listing with the real ones was not changed.
 */
export function isAmbiguous(listing: string): boolean {
  return /\\[rb]/.test(listing) && !/[\r\b]/.test(listing)
}

/**
 * The table behind an ambiguous listing, with the help of the copy that `crontab -e` hands to an editor. That copy is
 * exact, but may lack up to three comment lines at the top.
 * @returns null when the two do not fit together
 */
export function exactTable(listing: string, edited: string): string | null {
  const shown = edited.replaceAll('\r', '\\r').replaceAll('\b', '\\b')
  const top = listing.endsWith(shown) ? listing.slice(0, listing.length - shown.length) : null
  return top === null || isAmbiguous(top) ? null : top + edited
}
