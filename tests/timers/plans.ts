import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { TimerPlan, TimerWorld } from '../../src/timers/timer.ts'

/** A folder that is gone after the test. */
export function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'renew-timers-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A plan like the one of a usual installation. */
export function planWith(change: Partial<TimerPlan> = {}): TimerPlan {
  return {
    node: '/usr/bin/node',
    script: '/usr/lib/node_modules/renew-reminder/bin/renew.js',
    env: { RENEW_HOME: '/home/aliya/renew', TZ: 'Asia/Almaty', LC_CTYPE: 'C.UTF-8' },
    ...change,
  }
}

/** A world that must not be asked to run anything. */
export function quietWorld(change: Partial<TimerWorld> = {}): TimerWorld {
  return {
    env: { HOME: '/home/aliya' },
    platform: 'linux',
    uid: 1000,
    run: async file => {
      throw new Error(`${file} was run`)
    },
    ...change,
  }
}
