import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

interface Answer {
  delivered: object[]
  owed: object[]
}

test('doctor says of a new home which files do not exist yet', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'generic'])
  const { stdout } = await renew(home, ['doctor'])
  expect(stdout).toContain('ledger.json does not exist yet')
  expect(stdout).toContain('cards.json can be read')
})

test('where the delivery log is lost between runs, reminders go once a day, and remind and status say so', async () => {
  const home = newHome()
  const at = (day: string) => ({ now: `${day}T12:00:00+05:00` })
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'generic'], at('2026-12-01'))
  const runOn = async (day: string) => {
    const { delivered, owed } = await answer<Answer>(home, ['remind'], at(day))
    const counts = [delivered.length, owed.length]
    rmSync(path.join(home, 'ledger.json'))
    return counts
  }
  expect(await runOn('2026-12-01')).toEqual([1, 0])
  const { stderr } = await renew(home, ['status'], at('2026-12-01'))
  expect(stderr).toContain('The delivery log is gone')
  const doctor = await renew(home, ['doctor'], at('2026-12-01'))
  expect(doctor.stdout).toContain('The delivery log is gone')
  expect(doctor.stdout).not.toContain('ledger.json can be read')
  expect((await renew(home, ['remind', '--dry-run'], at('2026-12-01'))).stdout).toBe('')
  expect(await runOn('2026-12-01')).toEqual([0, 1])
  expect(await runOn('2026-12-02')).toEqual([1, 0])
  expect(await runOn('2026-12-02')).toEqual([0, 1])
  const run = await renew(home, ['remind'], at('2026-12-03'))
  expect(run.stdout + run.stderr).toContain('The delivery log is gone, and a new one was started')
  expect((await renew(home, ['status'], at('2026-12-03'))).stderr).not.toContain('The delivery log is gone')
  expect((await renew(home, ['config', 'wipe', '--yes'], at('2026-12-03'))).code).toBe(0)
})

test('a delivery log that could never be written is not called gone, and nothing is sent twice', async () => {
  const home = newHome()
  const at = (time: string) => ({ now: `2026-12-01T${time}:00+05:00` })
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'generic'], at('12:00'))
  const ledger = path.join(home, 'ledger.json')
  mkdirSync(ledger)
  const first = await renew(home, ['remind'], at('12:00'))
  expect([first.code, first.stdout]).toEqual([4, expect.stringContaining('me')])
  rmSync(ledger, { recursive: true })
  for (const command of ['status', 'remind', 'doctor']) {
    const { stdout, stderr } = await renew(home, [command], at('13:00'))
    expect(stdout + stderr, command).not.toContain('The delivery log is gone')
    if (command === 'remind') expect(stdout).toBe('')
  }
})

test('an earlier delivery log of the same day in place of ours: nothing is sent twice on that day', async () => {
  const home = newHome()
  const at = (day: string) => ({ now: `${day}T12:00:00+05:00` })
  const namesOn = async (day: string) => {
    const { delivered } = await answer<{ delivered: { name: string }[] }>(home, ['remind'], at(day))
    return delivered.map(({ name }) => name)
  }
  const add = (name: string) =>
    renew(home, ['add', name, '--expires', '2026-12-31', '--guide', 'generic'], at('2026-12-01'))
  await add('me')
  expect(await namesOn('2026-12-01')).toEqual(['me'])
  copyFileSync(path.join(home, 'ledger.json'), path.join(home, 'copy'))
  await add('you')
  expect(await namesOn('2026-12-01')).toEqual(['you'])
  copyFileSync(path.join(home, 'copy'), path.join(home, 'ledger.json'))
  await add('Ann')
  expect(await namesOn('2026-12-01')).toEqual(['Ann'])
  expect(await namesOn('2026-12-01')).toEqual([])
  expect(await namesOn('2026-12-02')).toEqual(['you'])
})

describe('a delivery log of an earlier day in place of ours', () => {
  const at = (day: string) => ({ now: `${day}T12:00:00+05:00` })

  /** A home whose log was copied on 1 December and put back after the reminder of the 17th. */
  async function homeWithOlderLog() {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'generic'], at('2026-12-01'))
    await renew(home, ['remind'], at('2026-12-01'))
    copyFileSync(path.join(home, 'ledger.json'), path.join(home, 'copy'))
    await renew(home, ['remind'], at('2026-12-17'))
    expect((await renew(home, ['status'], at('2026-12-18'))).stderr).not.toContain(SAID)
    copyFileSync(path.join(home, 'copy'), path.join(home, 'ledger.json'))
    return home
  }
  const SAID = 'was replaced by an older one, which lacks what was sent on Thu 17 Dec 2026'

  test('is reported by status, doctor and remind, until a run is recorded in it', async () => {
    const home = await homeWithOlderLog()
    expect((await renew(home, ['status'], at('2026-12-18'))).stderr).toContain(SAID)
    expect((await renew(home, ['doctor'], at('2026-12-18'))).stdout).toContain(SAID)
    const { stdout } = await renew(home, ['remind'], at('2026-12-18'))
    expect(stdout).toContain(SAID)
    expect((await renew(home, ['status'], at('2026-12-18'))).stderr).not.toContain(SAID)
  })

  test('is not one that could not be written', async () => {
    const home = await homeWithOlderLog()
    await renew(home, ['remind'], at('2026-12-18'))
    renameSync(path.join(home, 'ledger.json'), path.join(home, 'log'))
    mkdirSync(path.join(home, 'ledger.json'))
    await renew(home, ['remind'], at('2026-12-24'))
    rmSync(path.join(home, 'ledger.json'), { recursive: true })
    renameSync(path.join(home, 'log'), path.join(home, 'ledger.json'))
    for (const command of ['status', 'remind'])
      expect(Object.values(await renew(home, [command], at('2026-12-24'))).join()).not.toContain(
        'was replaced by an older',
      )
  })

  test('is not one to which a run with one channel added only a message that may have arrived', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'generic'], at('2026-12-01'))
    await renew(home, ['channel', 'add', 'command', '--run', '/bin/true', '--no-test'], at('2026-12-01'))
    // The program is killed; what looks whether it can be read is not.
    const run = async (file: string) => ({
      code: file === '/bin/true' ? null : 0,
      error: null,
      stdout: '',
      stderr: '',
    })
    await renew(home, ['remind', '--channel', 'command'], { ...at('2026-12-17'), io: { run } })
    await renew(home, ['done', 'me', '--expires', '2027-12-31', '--yes'], at('2026-12-18'))
    await renew(home, ['remind'], at('2026-12-18'))
    expect((await renew(home, ['status'], at('2026-12-18'))).stderr).not.toContain('was replaced by an older')
  })
})
