import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cron } from '../../src/timers/cron.ts'
import { renderBlock } from '../../src/timers/crontab.ts'
import { hourlyTimes } from '../../src/timers/timer.ts'
import { sandbox, whyNoCrontab } from './crontab-sandbox.ts'
import { folderForTest, planWith } from './plans.ts'
import { runProgram } from './real-run.ts'

const plan = planWith()
const block = renderBlock(plan)
const reason = whyNoCrontab()

describe.skipIf(reason)(`the real crontab${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test.each(['root', 'nobody'])(
    'of %s: a table is made, kept, and taken away again where there was none',
    async user => {
      const box = sandbox({ user })
      expect(await cron.read(box.world)).toBeNull()
      expect(await cron.install(plan, box.world)).toBe('installed')
      expect(box.table()).toBe(block)
      box.calls.length = 0
      expect(await cron.install(plan, box.world)).toBe('unchanged')
      expect(box.calls).toEqual(['crontab -l >listing'])
      expect(await cron.read(box.world)).toMatchObject({
        text: block,
        node: plan.node,
        script: plan.script,
        env: plan.env,
        times: hourlyTimes(7),
        active: true,
      })
      expect(await cron.remove(box.world)).toBe('removed')
      expect(box.table()).toBeNull()
      expect(await cron.remove(box.world)).toBe('absent')
    },
  )

  test('every other byte stays: what crontab -l hides, shows otherwise or cannot decode', async () => {
    // Three comment lines on top that no crontab wrote, which Debian's -l hides; CRLF, which it shows as \r; a real \r in
    // letters; bytes that are no UTF-8.
    const foreign =
      "# mine\n# and\n# mine again\nMAILTO=me\r\n0 5 * * * tr -d '\\r' <x\r\n# \xff\xfe\xd0\xb9 \x08\x1b[0m\t\\b\n\n"
    const box = sandbox()
    box.put(foreign)
    expect(await cron.install(plan, box.world)).toBe('installed')
    expect(box.table()).toBe(foreign + block)
    expect(await cron.install(plan, box.world)).toBe('unchanged')
    expect(await cron.install(planWith({ node: '/new/node' }), box.world)).toBe('updated')
    expect(await cron.remove(box.world)).toBe('removed')
    expect(box.table()).toBe(foreign)
  })

  test('letters like \\r in a table without carriage returns stay letters', async () => {
    const foreign = "0 5 * * * printf 'a\\r\\b'\n"
    const box = sandbox({ user: 'nobody' })
    box.put(foreign)
    await cron.install(plan, box.world)
    expect(box.table()).toBe(foreign + block)
  })

  test('a table that crontab would show in a form nobody can undo is left alone', async () => {
    const foreign = '# a\r\n0 5 * * * x\r\n'
    const box = sandbox()
    box.put(foreign)
    await expect(cron.install(plan, box.world)).rejects.toMatchObject({ code: 'crontab-inexact' })
    expect(box.table()).toBe(foreign)
  })

  test('a last line without its newline gets one', async () => {
    const box = sandbox()
    box.put('0 5 * * * backup')
    await cron.install(plan, box.world)
    expect(box.table()).toBe(`0 5 * * * backup\n${block}`)
    await cron.remove(box.world)
    expect(box.table()).toBe('0 5 * * * backup\n')
  })

  test('an entry with old paths is repaired where it stands', async () => {
    const box = sandbox()
    box.put(`# a\n\n${renderBlock(planWith({ node: '/home/a/.nvm/v18/node' }))}# b\n0 5 * * * c\n`)
    expect((await cron.read(box.world))?.matches(plan)).toBe(false)
    expect(await cron.install(plan, box.world)).toBe('updated')
    expect(box.table()).toBe(`# a\n\n${block}# b\n0 5 * * * c\n`)
    expect((await cron.read(box.world))?.matches(plan)).toBe(true)
  })

  test('half a block stops everything and changes nothing', async () => {
    const box = sandbox()
    const table = `0 5 * * * a\n${block.replace('# <<< renew\n', '')}0 6 * * * b\n`
    box.put(table)
    const actions = [
      () => cron.install(plan, box.world),
      () => cron.remove(box.world),
      () => cron.read(box.world),
    ]
    for (const action of actions) {
      await expect(action()).rejects.toMatchObject({ code: 'crontab-half-block', values: { line: 2 } })
    }
    expect(box.table()).toBe(table)
  })

  test('a table that crontab refuses, for a line of the user, stays as it is', async () => {
    const box = sandbox()
    box.put('61 25 * * * broken\n')
    const refused = cron.install(plan, box.world)
    await expect(refused).rejects.toMatchObject({
      code: 'crontab-refused',
      values: { said: expect.stringContaining('bad minute') },
    })
    expect(box.table()).toBe('61 25 * * * broken\n')
  })

  test('a line that somebody adds in between is kept', async () => {
    let lists = 0
    const box = sandbox({
      before: async (command, { put }) => {
        if (command.includes('-l')) lists += 1
        if (lists === 2) put('0 5 * * * new\n')
      },
    })
    expect(await cron.install(plan, box.world)).toBe('installed')
    expect(box.table()).toBe(`0 5 * * * new\n${block}`)
  })

  test('a table that never rests is given up, unchanged', async () => {
    let lists = 0
    const box = sandbox({
      before: async (_, { put }) => {
        lists += 1
        put(`0 5 * * * ${lists}\n`)
      },
    })
    await expect(cron.install(plan, box.world)).rejects.toMatchObject({ code: 'crontab-changing' })
    expect(box.table()).toBe(`0 5 * * * ${lists}\n`)
  })

  test('a user named in cron.deny gets an error that says so', async () => {
    const box = sandbox({ user: 'nobody', etc: { 'cron.deny': 'nobody\n' } })
    const denied = { code: 'crontab-denied', values: { said: expect.stringContaining('not allowed') } }
    expect(await cron.unavailable(box.world)).toMatchObject(denied)
    await expect(cron.install(plan, box.world)).rejects.toMatchObject(denied)
    expect(box.table()).toBeNull()
  })

  test('where there is no crontab program, that is said', async () => {
    const box = sandbox({ path: '/nowhere' })
    const bare = {
      ...box.world,
      run: (_: string, args: readonly string[]) => runProgram('/bin/sh', args, { env: { PATH: '/nowhere' } }),
    }
    expect(await cron.unavailable(bare)).toMatchObject({ code: 'crontab-missing' })
    await expect(cron.install(plan, bare)).rejects.toMatchObject({ code: 'crontab-missing' })
  })

  test('nothing is left in the temporary folder', async () => {
    const box = sandbox()
    await cron.install(plan, box.world)
    await cron.remove(box.world)
    expect(readdirSync(box.world.env.TMPDIR ?? '')).toEqual(['spool'])
  })

  test('an entry for cards elsewhere is not taken over while they are there', async () => {
    const box = sandbox()
    const home = join(folderForTest(), 'cards of the office')
    const theirs = planWith({ env: { ...plan.env, RENEW_HOME: home } })
    await cron.install(theirs, box.world)
    mkdirSync(home)
    writeFileSync(join(home, 'cards.json'), '{}')
    await expect(cron.install(plan, box.world)).rejects.toMatchObject({
      code: 'timer-other-home',
      values: { kind: 'cron', cards: join(home, 'cards.json') },
    })
    expect(box.table()).toBe(renderBlock(theirs))
    const gone = planWith({ env: { ...plan.env, RENEW_HOME: '/srv/gone' } })
    expect(await cron.remove(box.world)).toBe('removed')
    await cron.install(gone, box.world)
    expect(await cron.install(plan, box.world)).toBe('updated')
  })

  test('says where nobody would get the mail', async () => {
    const box = sandbox()
    box.put('MAILTO=me\nMAILTO = ""\n0 5 * * * a\n')
    expect(await cron.warnings(box.world)).toContain('output-unseen')
  })
})
