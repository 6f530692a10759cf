import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { changeStored } from '../stored.ts'
import { newHome, renew } from '../world.ts'
import { addRecorder } from './recorder.ts'

/** A home with a card and a timer that install recorded and that ran last at some time. */
async function homeWith({ installed, lastRun }: { installed: string; lastRun: string | null }) {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2027-12-31'])
  changeStored(`${home}/settings.json`, settings => ({
    ...settings,
    timer: { kind: 'cron', at: '09:07', installed },
  }))
  changeStored(`${home}/ledger.json`, () => ({ entries: [], trying: [], lastRun, channels: {} }))
  return home
}

const SIZES = [40, 80] as const
const TERMINALS = SIZES.map(width => ({ terminal: { width } }))
/** Text with the line breaks of the screen taken out. */
const flat = (text: string) => text.replace(/\s*\n\s*/g, ' ')

describe('a timer that has been silent for 48 hours', () => {
  const silent = { installed: '2026-10-01T09:00:00+05:00', lastRun: '2026-11-19T09:07:12+05:00' }

  test('is reported by status on every screen, in a pipe and with JSON', async () => {
    const home = await homeWith(silent)
    for (const [lang, words] of [
      ['en', 'The timer has not run since Thu 19 Nov 2026, 09:07'],
      ['zh', '定时任务自 2026年11月19日（周四） 09:07 起'],
    ]) {
      for (const how of TERMINALS) {
        const { stdout } = await renew(home, ['status', '--lang', lang!], how)
        expect(flat(stdout).replaceAll(' ', '')).toContain(words!.replaceAll(' ', ''))
        expect(stdout).toContain('renew timer status')
        for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(how.terminal.width)
      }
      const piped = await renew(home, ['status', '--lang', lang!])
      expect(piped.stderr.replaceAll(' ', '')).toContain(words!.replaceAll(' ', ''))
      const json = await renew(home, ['status', '--json', '--lang', lang!])
      expect(json.stderr.replaceAll(' ', '')).toContain(words!.replaceAll(' ', ''))
      expect(JSON.parse(json.stdout)).toMatchObject({
        timer: { installed: 'cron', lastRun: silent.lastRun, stale: true },
      })
    }
  })

  test('is fine again after its next run, and only after a scheduled one', async () => {
    const home = await homeWith(silent)
    await renew(home, ['remind'])
    expect((await renew(home, ['status'])).stderr).toContain('has not run')
    await renew(home, ['remind', '--scheduled'])
    expect((await renew(home, ['status'])).stderr).not.toContain('has not run')
    expect((await renew(home, ['status', '--json'])).stderr).toBe('')
  })

  test('is not reported without open cards', async () => {
    const home = await homeWith(silent)
    await renew(home, ['remove', 'me', '--yes'])
    expect((await renew(home, ['status', '--json'])).stderr).toBe('')
  })
})

describe('a channel that keeps failing', () => {
  const at = (day: string) => ({ now: `${day}T12:00:00+05:00` })

  test('is reported with day and reason until a message is sent', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    const broken = `${home}/broken`
    await addRecorder(home, 'mail', `[ -e '${broken}' ] && { echo 'mailbox full' >&2; exit 1; }; exit 0`)
    writeFileSync(broken, '')
    expect((await renew(home, ['remind', '--scheduled'], at('2026-12-03'))).code).toBe(4)
    expect((await renew(home, ['remind', '--scheduled'], at('2026-12-05'))).code).toBe(4)

    for (const [lang, words] of [
      ['en', 'The channel mail has been failing since Thu 3 Dec 2026 ('],
      ['zh', '通知渠道“mail”自2026年12月3日（周四）起发送失败（'],
    ]) {
      for (const how of TERMINALS) {
        const { stdout } = await renew(home, ['status', '--lang', lang!], { ...how, ...at('2026-12-05') })
        expect(flat(stdout).replaceAll(' ', '')).toContain(words!.replaceAll(' ', ''))
        expect(flat(stdout)).toContain('renew channel test mail')
      }
      for (const call of [['status'], ['status', '--json']]) {
        const { stderr } = await renew(home, [...call, '--lang', lang!], at('2026-12-05'))
        expect(stderr.replaceAll(' ', '')).toContain(words!.replaceAll(' ', ''))
        expect(stderr).toContain('mailbox full')
      }
    }

    rmSync(broken)
    expect((await renew(home, ['remind', '--scheduled'], at('2026-12-06'))).code).toBe(0)
    expect((await renew(home, ['status'], at('2026-12-06'))).stderr).not.toContain('failing')
  })

  test('is fine again after a test message was sent', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    const broken = `${home}/broken`
    await addRecorder(home, 'mail', `[ -e '${broken}' ] && exit 1; exit 0`)
    writeFileSync(broken, '')
    await renew(home, ['remind'])
    const tried = await renew(home, ['channel', 'test', 'mail'])
    expect(tried.code).toBe(1)
    expect(tried.stderr).not.toContain('saved')
    expect((await renew(home, ['channel', 'test', 'mail', '--lang', 'zh'])).stderr).not.toContain('保存')
    expect((await renew(home, ['status'])).stderr).toContain('has been failing')
    rmSync(broken)
    expect((await renew(home, ['channel', 'test', 'mail'])).code).toBe(0)
    expect((await renew(home, ['status'])).stderr).not.toContain('has been failing')
    // What it was owed, it still gets.
    expect((await renew(home, ['remind'])).code).toBe(0)
    expect(readFileSync(`${home}/ledger.json`, 'utf8')).toContain('"channel":"mail"')
  })

  test('that is gone is reported as gone', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await addRecorder(home, 'hook')
    const gone = { failingSince: '2026-12-03T09:07:00+05:00', error: 'HTTP 410', gone: true, told: null }
    changeStored(`${home}/ledger.json`, () => ({
      entries: [],
      trying: [],
      lastRun: null,
      channels: { hook: gone },
    }))
    for (const [lang, words] of [
      ['en', 'The address of the channel hook no longer exists (HTTP 410)'],
      ['zh', '通知渠道“hook”的地址已失效（HTTP 410）'],
    ]) {
      for (const how of TERMINALS) {
        const { stdout } = await renew(home, ['status', '--lang', lang!], how)
        expect(flat(stdout).replaceAll(' ', '')).toContain(words!.replaceAll(' ', ''))
      }
      expect((await renew(home, ['status', '--json', '--lang', lang!])).stderr).toContain(words)
    }
  })

  test('is forgotten with the channel', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['channel', 'add', 'command', '--run', '/bin/false', '--no-test'])
    await renew(home, ['remind'])
    await renew(home, ['channel', 'remove', 'command', '--yes'])
    expect((await renew(home, ['status', '--json'])).stderr).toBe('')
  })
})
