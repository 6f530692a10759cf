import { RenewError } from '../errors.ts'
import { cronWord, wordsOfCommand } from '../text/shell-words.ts'
import type { TimerPlan } from './timer.ts'

/** The lines between which everything is ours, and nothing else is. */
export const BEGIN = '# >>> renew: reminders; do not edit between these lines'
export const END = '# <<< renew'

/** Bytes of a command that Debian's cron and its kin take; longer ones are refused or cut off. */
const LONGEST = 998

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
  if (bytes > LONGEST) throw new RenewError('timer-entry-too-long', { bytes, limit: LONGEST })
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
