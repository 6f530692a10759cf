import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runPager } from '../../src/io/run-program.ts'
import { newHome, renew } from '../world.ts'

async function office(): Promise<string> {
  const home = newHome()
  mkdirSync(path.dirname(home), { recursive: true })
  const rows = Array.from(
    { length: 60 },
    (_, n) => `card ${n},2027-01-${String(1 + (n % 28)).padStart(2, '0')}`,
  )
  writeFileSync(`${home}.csv`, `name,expires\n${rows.join('\n')}\n`)
  expect((await renew(home, ['import', `${home}.csv`])).code).toBe(0)
  return home
}

/** A world whose pager only takes note. */
function withPager(pager: string | undefined, starts = true) {
  const paged: [string, string][] = []
  const page = async (command: string, text: string) => {
    if (starts) paged.push([command, text])
    return starts
  }
  return { paged, how: { terminal: { width: 80, height: 24 }, env: { PAGER: pager ?? '' }, io: { page } } }
}

test.each([['list'], ['agenda'], ['history', '--changes'], ['import', '--dry-run']])(
  '%s %s goes through the pager when it is longer than the screen',
  async (...argv) => {
    const home = await office()
    for (let n = 0; n < 30 && argv[0] === 'history'; n++)
      await renew(home, ['edit', 'card 1', '--note', `note ${n}`])
    const words = argv[0] === 'import' ? [...argv, `${home}.csv`] : argv
    const { paged, how } = withPager('less -S')
    const { code, stdout } = await renew(home, words, how)
    expect([code, stdout]).toEqual([0, ''])
    expect(paged).toEqual([['less -S', expect.stringContaining('card')]])
    // Without one, in a pipe, as JSON, or where it cannot be started, all of it is simply printed.
    const plain = await renew(home, words, withPager(undefined).how)
    expect(plain.stdout).toBe(paged[0]![1])
    expect((await renew(home, words, withPager('nothing', false).how)).stdout).toBe(plain.stdout)
    const piped = withPager('less')
    expect((await renew(home, words, { env: piped.how.env, io: piped.how.io })).stdout).not.toBe('')
    expect((await renew(home, [...words, '--json'], piped.how)).stdout).toMatch(/^\{/)
    expect(piped.paged).toEqual([])
  },
)

test.each([['show', 'card 1'], ['plan', 'card 1'], ['guide'], ['doctor']])(
  '%s %s goes through it too',
  async (...argv) => {
    const home = await office()
    await renew(home, ['edit', 'card 1', '--guide', 'kz/registration-card'])
    const { paged, how } = withPager('less')
    const small = { ...how, terminal: { width: 80, height: 8 } }
    expect((await renew(home, argv, small)).stdout).toBe('')
    expect(paged).toEqual([['less', expect.stringContaining('\n')]])
  },
)

test('status goes through it when what needs something is longer than the screen', async () => {
  const home = await office()
  const { paged, how } = withPager('less')
  const later = { ...how, now: '2027-01-15T12:00:00+05:00' }
  const { code, stdout } = await renew(home, ['status'], later)
  expect([code, stdout]).toEqual([0, ''])
  expect(paged).toEqual([['less', expect.stringMatching(/expired[\s\S]*60 documents: /)]])
})

test('where no pager is named it is less, in a terminal that can show it; without less all is printed', async () => {
  const home = await office()
  const { paged, how } = withPager('')
  const { PAGER: _, ...env } = how.env
  const unset = { ...how, env: { ...env, PAGER: undefined as unknown as string } }
  await renew(home, ['list'], unset)
  expect(paged).toEqual([[expect.stringMatching(/less$/), expect.stringContaining('card 1')]])
  const [[less]] = paged as [[string, string]]
  expect(await runPager(less, 'a\n', { PATH: '/nonexistent', LANG: 'C' })).toBe(false)
  await renew(home, ['list'], { ...unset, env: { ...unset.env, TERM: 'dumb' } })
  expect(paged).toHaveLength(1)
})

test('what fits the screen is printed, and status cuts itself', async () => {
  const home = await office()
  const { paged, how } = withPager('less')
  for (const argv of [['history'], ['status']]) expect((await renew(home, argv, how)).stdout).not.toBe('')
  expect(paged).toEqual([])
})

test("a real pager gets every byte and the user's own words; one that is not there shows nothing", async () => {
  const home = newHome()
  mkdirSync(path.dirname(home), { recursive: true })
  const script = path.join(path.dirname(home), 'my pager')
  writeFileSync(script, `#!/bin/sh\ncat > '${home}.seen'\nprintf %s "$LESSCHARSET" > '${home}.charset'\n`)
  chmodSync(script, 0o755)
  const text = `${'строка\n'.repeat(50_000)}`
  expect(await runPager(`'${script}' -x`, text, process.env)).toBe(true)
  expect(readFileSync(`${home}.seen`, 'utf8')).toBe(text)
  expect(readFileSync(`${home}.charset`, 'utf8')).toBe('utf-8')
  expect(await runPager('/nonexistent/pager', text, { ...process.env, LANG: 'C' })).toBe(false)
  expect(await runPager('true', text, process.env)).toBe(true)
  expect(existsSync(`${home}.seen`)).toBe(true)
})
