import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { manual } from '../src/manual.ts'
import { buildRenew, run } from './built-program.ts'
import { newFolder } from './folders.ts'

const hasMan = spawnSync('man', ['--version']).status === 0

test.runIf(hasMan)('man shows the page without a warning (needs man-db)', async () => {
  const file = path.join(newFolder(), 'renew.1')
  writeFileSync(file, await manual('man'))
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', MANPAGER: 'cat', MANWIDTH: '80' }
  const shown = spawnSync('man', ['--warnings', '-l', file], { env, encoding: 'utf8' })
  expect(shown).toMatchObject({ status: 0, stderr: '' })
  expect(shown.stdout).toContain('renew add [name]')
})

test('the built program explains every topic that it lists', async () => {
  const script = await buildRenew()
  const help = (topic: string) => run(script, newFolder(), ['help', topic])
  const names = [...(await help('topics')).stdout.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name!)
  expect(names.length).toBeGreaterThan(4)
  for (const name of names) expect(await help(name)).toMatchObject({ code: 0, stderr: '' })
}, 60_000)
