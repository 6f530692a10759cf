import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cron } from '../../src/timers/cron.ts'
import { renderBlock } from '../../src/timers/crontab.ts'
import { folderForTest, planWith, quietWorld } from './plans.ts'
import { runProgram } from './real-run.ts'

const BUSYBOX = 'busybox'

/** Debian's `busybox` has no crond, its `busybox-static` has, as Alpine's and the embedded ones. */
function whyNoBusybox(): string | null {
  if (process.getuid?.() !== 0) return 'needs root'
  const applets = String(spawnSync(BUSYBOX, ['--list']).stdout).split('\n')
  return applets.includes('crond') && applets.includes('crontab')
    ? null
    : 'needs a busybox with crond and crontab'
}

const reason = whyNoBusybox()

describe.skipIf(reason)(`the real crond of busybox${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test('slow: runs the entry, though it knows neither \\% nor a # in quotes', async () => {
    const folder = folderForTest()
    const spool = join(folder, 'spool')
    const home = join(folder, "it's 100% #1 \\\\x")
    for (const each of [spool, home]) mkdirSync(each)
    const program = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      chmodSync(join(folder, name), 0o755)
      return join(folder, name)
    }
    program('crontab', `#!/bin/sh\nexec busybox crontab -c '${spool}' "$@"\n`)
    const node = program(
      'no#de 50%',
      '#!/bin/sh\nprintf "%s\\0" "$0" "$@" "$RENEW_HOME" "$TZ" >"$RENEW_HOME/ran"\n',
    )
    const plan = planWith({
      node,
      script: '/no where/renew.js',
      env: { RENEW_HOME: home, TZ: 'Asia/Almaty' },
    })
    const env = { PATH: `${folder}:${process.env.PATH}` }
    const world = quietWorld({
      env: { HOME: '/root', TMPDIR: folder },
      run: (file, args, options) => runProgram(file, args, { ...options, env }),
    })
    const table = join(spool, 'root')
    const foreign = "# mine\n0 5 1 1 * tr -d '\\r' # and this\r\n"

    expect(await cron.install(plan, world)).toBe('installed')
    expect(await cron.remove(world)).toBe('removed')
    expect(existsSync(table)).toBe(false)
    writeFileSync(table, foreign)
    expect(await cron.install(plan, world)).toBe('installed')
    const installed = readFileSync(table, 'utf8')
    expect(installed).toBe(foreign + renderBlock(plan))

    writeFileSync(table, installed.replace(/^7 \* /m, '* * '))
    const daemon = spawn(BUSYBOX, ['crond', '-f', '-c', spool, '-L', join(folder, 'log')], {
      env: { PATH: process.env.PATH },
      stdio: 'ignore',
    })
    onTestFinished(() => {
      daemon.kill('SIGKILL')
    })
    const ran = join(home, 'ran')
    for (let passed = 0; passed < 750 && !existsSync(ran); passed += 1) await wait(100)
    await wait(200)
    const words = readFileSync(ran, 'utf8').split('\0').slice(0, -1)
    expect(words).toEqual([node, '/no where/renew.js', 'remind', '--scheduled', home, 'Asia/Almaty'])
    expect(await cron.remove(world)).toBe('removed')
    expect(readFileSync(table, 'utf8')).toBe(foreign)
  }, 90_000)
})
