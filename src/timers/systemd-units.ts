import { lstat } from 'node:fs/promises'
import { RenewError } from '../errors.ts'
import { readText, removeFile, replaceText } from './entry-files.ts'
import { askProgram, type EntryValues, type TimerPlan, type TimerWorld } from './timer.ts'

export const SERVICE = 'renew.service'
export const TIMER = 'renew.timer'

/** The first line of our units; a unit of that name without it is not ours. */
export const MARKER = '# renew: written by "renew timer install", which writes it anew; do not edit'

/**
 * Returns the service of a plan (systemd.service(5), systemd.exec(5)). `env` starts node, because systemd does not
 * unescape `$$` in the path of a program, only in its arguments. A run that hangs is ended, as it would block all later
 * ones.
 */
export function renderService(plan: TimerPlan): string {
  const command = [plan.node, plan.script, 'remind', '--scheduled'].map(execWord).join(' ')
  return [
    MARKER,
    '[Unit]',
    'Description=renew: remind of documents that run out',
    '',
    '[Service]',
    'Type=oneshot',
    'TimeoutStartSec=300',
    ...Object.entries(plan.env).map(([name, value]) => `Environment=${unitWord(`${name}=${value}`)}`),
    `ExecStart=/usr/bin/env ${command}`,
    '',
  ].join('\n')
}

/**
 * Returns the timer (systemd.timer(5)). A time missed while the machine was off is run later (`Persistent`), and
 * machines do not all run in the same second.
 */
export function renderTimer({ minute }: Pick<TimerPlan, 'minute'> = {}): string {
  return [
    MARKER,
    '[Unit]',
    'Description=renew: look for reminders every hour',
    '',
    '[Timer]',
    minute === undefined ? 'OnCalendar=hourly' : `OnCalendar=*-*-* *:${String(minute).padStart(2, '0')}:00`,
    'Persistent=true',
    'RandomizedDelaySec=300',
    '',
    '[Install]',
    'WantedBy=timers.target',
    '',
  ].join('\n')
}

/** Quotes a word of a unit file with C escapes if needed, and doubles `%`, which starts a specifier. */
function unitWord(value: string): string {
  if (/^[A-Za-z0-9_/.:,@+=-]+$/.test(value)) return value
  return `"${value.replace(/["\\]/g, '\\$&').replaceAll('%', '%%')}"`
}

/** Quotes a word of a command line, where `$` starts a variable. */
function execWord(value: string): string {
  return unitWord(value.replaceAll('$', '$$$$'))
}

/** Parses the two units, also edited ones. */
export function readUnits(service: string, timer: string): EntryValues {
  const env: Record<string, string> = {}
  for (const word of settings(service, 'Environment').flatMap(wordsOf)) {
    if (word.includes('=')) env[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1)
  }
  const command = wordsOf(settings(service, 'ExecStart').at(-1) ?? '').map(word => word.replaceAll('$$', '$'))
  const [node = null, script = null] = command[0] === '/usr/bin/env' ? command.slice(1) : command
  const times = settings(timer, 'OnCalendar').map(text =>
    text === 'hourly' ? '*:00' : /^(?:\*-\*-\* )?((?:\d\d|\*):\d\d)(?::00)?$/.exec(text)?.[1],
  )
  return { env, node, script, times: times.every(time => time !== undefined) ? times : [] }
}

function settings(unit: string, name: string): string[] {
  return [...unit.matchAll(new RegExp(`^${name}[ \\t]*=[ \\t]*(.*?)[ \\t\\r]*$`, 'gm'))].map(
    found => found[1] ?? '',
  )
}

function wordsOf(value: string): string[] {
  const words = [...value.matchAll(/(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+))(?=\s|$)/g)]
  return words.map(([, double, single, bare]) =>
    (double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '').replaceAll('%%', '%'),
  )
}

/** The texts of our two units; null for a missing one. */
export interface UnitTexts {
  service: string | null
  timer: string | null
}

/** Reads our units in a folder; null when neither exists and is ours. */
export async function readOurs(folder: string): Promise<UnitTexts | null> {
  const service = await readOwn(`${folder}/${SERVICE}`)
  const timer = await readOwn(`${folder}/${TIMER}`)
  return service === null && timer === null ? null : { service, timer }
}

async function readOwn(file: string): Promise<string | null> {
  const text = await readText(file)
  return text?.startsWith(MARKER) ? text : null
}

/**
 * Refuses to replace a unit of our name that we did not write: a file of the user, a mask (`/dev/null`), or a
 * package's.
 * @throws RenewError `timer-foreign-unit`
 */
export async function refuseForeign(folder: string, world: TimerWorld): Promise<void> {
  const files = [SERVICE, TIMER].map(name => `${folder}/${name}`)
  for (const file of files) {
    const there = await lstat(file).catch(() => null)
    if (there && (await readOwn(file)) === null) throw new RenewError('timer-foreign-unit', { file })
  }
  const show = ['--user', 'show', '--property=FragmentPath', SERVICE, TIMER]
  const { stdout } = await askProgram(world, 'systemctl', ...show)
  const others = [...stdout.matchAll(/^FragmentPath=(.+)$/gm)].map(found => found[1] ?? '')
  const other = others.find(file => !files.includes(file))
  if (other !== undefined) throw new RenewError('timer-foreign-unit', { file: other })
}

/**
 * Writes both units, each atomically, and removes those without a text.
 * @throws RenewError `cannot-write`
 */
export async function writeUnits(folder: string, texts: UnitTexts | null): Promise<void> {
  for (const [name, text] of [[SERVICE, texts?.service] as const, [TIMER, texts?.timer] as const]) {
    const file = `${folder}/${name}`
    await (text == null ? removeFile(file) : replaceText(file, text))
  }
}
