import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { orElse, RenewError } from '../errors.ts'
import {
  blockIn,
  mailWarning,
  readBlock,
  renderBlock,
  variablesAbove,
  withBlock,
  withoutBlock,
} from './crontab.ts'
import { changeTable, readTable } from './crontab-io.ts'
import { refuseOtherHome, userEnv } from './environment.ts'
import { MINUTE, type Timer, type TimerEntry, type TimerWarning } from './timer.ts'

const MAILERS = ['/usr/sbin/sendmail', '/usr/lib/sendmail']

/**
 * The user's crontab (§10). The tests use Debian's crontab and cron 3.0pl1, and busybox's where installed; how cronie
 * and older Vixie crons differ is known from their sources.
 */
export const cron: Timer = {
  minute: MINUTE,

  files: async () => [],

  async unavailable(world) {
    if (world.platform === 'win32') return new RenewError('timer-wrong-platform', { kind: 'cron' })
    try {
      await readTable(world)
      return null
    } catch (error) {
      if (error instanceof RenewError) return error
      throw error
    }
  },

  render: plan => [{ place: 'crontab', text: renderBlock(plan) }],

  async read(world) {
    const block = blockIn((await readTable(world)) ?? '')
    return block === null ? null : entryOf(utf8(block))
  },

  async install(plan, world) {
    const block = latin1(renderBlock(plan))
    let previous: string | null = null
    const changed = await changeTable(world, table => {
      previous = blockIn(table)
      if (previous !== null) refuseOtherHome('cron', entryOf(utf8(previous)), plan, world)
      return withBlock(table, block)
    })
    if (!changed) return 'unchanged'
    return previous === null ? 'installed' : 'updated'
  },

  async remove(world) {
    return (await changeTable(world, withoutBlock)) ? 'removed' : 'absent'
  },

  async daemonEnv(world) {
    // An error in reading the table is reported by `read`.
    const above = await readTable(world)
      .then(table => variablesAbove(table ?? ''))
      .catch(() => ({}))
    return { ...userEnv(), PATH: '/usr/bin:/bin', SHELL: '/bin/sh', ...above }
  },

  async warnings(world) {
    const found: TimerWarning[] = []
    if ((await isDaemonRunning(world.platform)) === false) found.push('not-running')
    // An error in reading the table is reported by `read`.
    const table = await readTable(world).catch(() => null)
    const hasMailer = MAILERS.some(program => existsSync(program))
    const ofMail = mailWarning(table ?? '', hasMailer)
    return ofMail ? [...found, ofMail] : found
  },
}

function entryOf(block: string): TimerEntry {
  return {
    ...readBlock(block),
    text: block,
    next: null,
    matches: plan => block === orElse(() => renderBlock(plan), null),
  }
}

const latin1 = (text: string): string => Buffer.from(text).toString('latin1')
const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString()

/** Process names of cron daemons: Vixie's and Debian's, cronie and busybox, fcron, mcron. */
const DAEMON_NAMES = new Set(['cron', 'crond', 'fcron', 'mcron'])

/** systemd-cron has no daemon: it turns every line into a systemd timer. */
const GENERATORS = [
  '/usr/lib/systemd/system-generators/systemd-crontab-generator',
  '/lib/systemd/system-generators/systemd-crontab-generator',
]

/**
 * Whether a cron daemon runs; null when that cannot be seen (not Linux, or other users' processes are hidden).
 */
export async function isDaemonRunning(platform: NodeJS.Platform): Promise<boolean | null> {
  if (platform !== 'linux') return null
  const processes = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  const names = await Promise.all(processes.map(nameOf))
  if (names.some(name => name !== null && DAEMON_NAMES.has(name))) return true
  if (existsSync('/run/systemd/system') && GENERATORS.some(file => existsSync(file))) return true
  return processes.includes('1') ? false : null
}

/** Returns the command that starts the cron daemon of this machine, also after the next start. */
export function startCronCommand(uid: number | null): string {
  const sudo = uid === 0 ? '' : 'sudo '
  if (existsSync('/run/systemd/system')) {
    const unit = ['cron', 'cronie', 'crond'].find(name =>
      ['/lib', '/usr/lib'].some(folder => existsSync(`${folder}/systemd/system/${name}.service`)),
    )
    return `${sudo}systemctl enable --now ${unit ?? 'cron'}`
  }
  if (existsSync('/sbin/rc-service')) return `${sudo}rc-service crond start`
  return `${sudo}service cron start`
}

async function nameOf(process: string): Promise<string | null> {
  const name = await readFile(`/proc/${process}/comm`, 'utf8').catch(() => null)
  return name?.trim() ?? null
}
