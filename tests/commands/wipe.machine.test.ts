import { expect, test } from 'vitest'
import { sandbox, whyNoCrontab } from '../timers/crontab-sandbox.ts'
import { newHome, renew } from '../world.ts'

test.runIf(whyNoCrontab() === null)(
  'says that a timer is still there, and how to take it away (needs root, cron and mount namespaces)',
  async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    const { run } = sandbox().world
    const installed = await renew(home, ['timer', 'install', '--yes', '--with', 'cron'], { io: { run } })
    expect(installed.code, installed.stderr).toBe(0)
    const { code, stderr } = await renew(home, ['config', 'wipe', '--yes'], { io: { run } })
    expect([code, stderr]).toEqual([0, expect.stringMatching(/cron.*renew timer remove/)])
    expect((await renew(home, ['timer', 'remove'], { io: { run } })).code).toBe(0)
  },
)
