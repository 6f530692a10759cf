import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'

/** What cron daemons call themselves: Vixie's and Debian's, cronie and busybox, fcron, mcron. */
const NAMES = new Set(['cron', 'crond', 'fcron', 'mcron'])

/** systemd-cron has no daemon: it makes a systemd timer of every line. */
const GENERATORS = [
  '/usr/lib/systemd/system-generators/systemd-crontab-generator',
  '/lib/systemd/system-generators/systemd-crontab-generator',
]

/**
 * Whether something runs crontabs here; null where that cannot be seen (not Linux, or other users' processes are hidden).
 */
export async function daemonRuns(platform: NodeJS.Platform): Promise<boolean | null> {
  if (platform !== 'linux') return null
  const processes = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  const names = await Promise.all(processes.map(nameOf))
  if (names.some(name => name !== null && NAMES.has(name))) return true
  if (existsSync('/run/systemd/system') && GENERATORS.some(file => existsSync(file))) return true
  return processes.includes('1') ? false : null
}

async function nameOf(process: string): Promise<string | null> {
  const name = await readFile(`/proc/${process}/comm`, 'utf8').catch(() => null)
  return name?.trim() ?? null
}
