import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { TimerWorld } from '../../src/timers/timer.ts'
import { folderForTest } from './plans.ts'
import { runProgram } from './real-run.ts'

const SPOOL = '/var/spool/cron/crontabs'

/**
 * Why the real crontab cannot be used in tests here, or null. It is used in a mount namespace of its own, where the spool is
 * a folder of the test: the tables of this machine are never touched.
 */
export function whyNoCrontab(): string | null {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root, to give the test a spool of its own'
  if (!existsSync('/usr/bin/crontab') || !existsSync(SPOOL)) return "needs Debian's cron"
  if (spawnSync('unshare', ['--mount', 'true']).status !== 0) return 'needs mount namespaces'
  return null
}

/** A private spool, and a world whose crontab is the real one working on it. */
export interface Sandbox {
  world: TimerWorld
  /** The spool's folder. */
  spool: string
  /** The table as the daemon reads it, without crontab's own header; null when there is none. */
  table(): string | null
  /** Puts a table there past crontab, as it is. */
  put(table: string): void
  /** Calls of crontab so far, by their last words. */
  calls: string[]
}

/**
 * @param user whose table; `nobody` shows what an ordinary user meets
 * @param etc files for an `/etc` of the test's own
 * @param path what `PATH` is
 */
export function sandbox({
  user = 'root',
  etc = null as Record<string, string> | null,
  path = process.env.PATH ?? '',
  before = async (_command: string, _spool: Sandbox) => {},
} = {}): Sandbox {
  const folder = folderForTest()
  const spool = join(folder, 'spool')
  mkdirSync(spool)
  chmodSync(folder, 0o755)
  spawnSync('chgrp', ['crontab', spool])
  chmodSync(spool, 0o1730)
  const mounts = [`mount --bind '${spool}' ${SPOOL}`]
  if (etc) mounts.push(`mount --bind '${ownEtc(folder, etc)}' /etc`)
  const become = user === 'root' ? '' : `setpriv --reuid ${user} --regid nogroup --clear-groups`
  // The last word is the folder of the files, which crontab must be able to enter.
  const script = `${mounts.join(' && ')} && chown -R ${user} "$(eval echo \\"\\\${$#}\\")" && exec ${become} "$@"`
  const box: Sandbox = {
    spool,
    calls: [],
    table() {
      const file = join(spool, user)
      if (!existsSync(file)) return null
      const text = readFileSync(file, 'latin1')
      return text.startsWith('# DO NOT EDIT') ? text.replace(/^(#[^\n]*\n){3}/, '') : text
    },
    put(table) {
      const file = join(spool, user)
      writeFileSync(file, table, { encoding: 'latin1' })
      chmodSync(file, 0o600)
      if (user === 'nobody') chownSync(file, 65534, 0)
    },
    world: {
      env: { HOME: '/root', TMPDIR: folder },
      platform: 'linux',
      uid: user === 'root' ? 0 : 65534,
      async run(file, args, options) {
        const command = /crontab [^;]*$/.exec(args[1] ?? '')?.[0] ?? file
        await before(command, box)
        box.calls.push(command)
        const wrapped = ['--mount', 'sh', '-c', script, 'sh', 'env', `PATH=${path}`, file, ...args]
        return runProgram('unshare', wrapped, options)
      },
    },
  }
  return box
}

function ownEtc(folder: string, files: Record<string, string>): string {
  const etc = join(folder, 'etc')
  mkdirSync(etc)
  for (const name of ['passwd', 'group', 'nsswitch.conf', 'ld.so.cache', 'localtime']) {
    if (existsSync(`/etc/${name}`)) copyFileSync(`/etc/${name}`, join(etc, name))
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(etc, name), text)
  return etc
}
