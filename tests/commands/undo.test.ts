import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

interface Changes {
  changes: { at: string; command: string; cards: string[] }[]
}

const cardsIn = (home: string): unknown => JSON.parse(readFileSync(`${home}/cards.json`, 'utf8')).cards

test('every command that changes cards is taken back, one by one, to the very state before it', async () => {
  const home = newHome()
  await renew(home, ['add', 'first', '--expires', '2027-06-30'])
  const deeds = [
    ['add', 'me', '--expires', '2026-12-31', '--number', 'N1234567'],
    ['edit', 'me', '--holder', 'Anna', '--lead', '6w'],
    ['edit', 'me', '--name', 'mine'],
    ['ack', 'mine'],
    ['snooze', 'mine', '--for', '2d'],
    ['close', 'mine'],
    ['reopen', 'mine'],
    ['done', 'mine', '--expires', '2027-12-31', '--paid', '15000KZT'],
    ['remove', 'first', '--yes'],
    ['remove', 'mine', '--yes'],
  ]
  const states = [cardsIn(home)]
  for (const words of deeds) {
    const { code, stderr } = await renew(home, words)
    expect(code, `${words.join(' ')}: ${stderr}`).toBe(0)
    states.push(cardsIn(home))
  }
  for (const [deed = '', name = ''] of deeds.toReversed()) {
    states.pop()
    const { code, stdout, stderr } = await renew(home, ['undo', '--yes'])
    expect(code, stderr).toBe(0)
    expect(stdout).toContain(`${deed} ${name}`)
    // What would come back is shown first, on stderr.
    expect(stderr).toMatch(new RegExp(`${deed} ${name}.*\\n.+`))
    expect(cardsIn(home), `undo of ${deed}`).toEqual(states.at(-1))
  }
  expect((await renew(home, ['undo', '--yes'])).code).toBe(0)
  expect(cardsIn(home)).toEqual([])
  expect((await renew(home, ['undo', '--yes'])).code).toBe(1)
})

test('the last twenty changes can be taken back, and no more', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  for (let n = 1; n <= 25; n++) await renew(home, ['edit', 'me', '--holder', `person ${n}`])
  for (let n = 0; n < 20; n++) expect((await renew(home, ['undo', '--yes'])).code).toBe(0)
  expect(cardsIn(home)).toMatchObject([{ holder: 'person 5' }])
  const { code, stdout } = await renew(home, ['undo', '--yes', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'nothing-to-undo' } })
  expect(cardsIn(home)).toMatchObject([{ holder: 'person 5' }])
})

test('what one change touched is refused where the card was changed by another hand since', async () => {
  const { writeFileSync } = await import('node:fs')
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  const file = `${home}/cards.json`
  writeFileSync(file, readFileSync(file, 'utf8').replace('"holder":null', '"holder":"Eve"'))
  expect((await renew(home, ['doctor', '--accept'])).stderr).toContain('cards.json')
  const { code, stderr } = await renew(home, ['undo', '--yes'])
  expect(code).toBe(1)
  expect(stderr).toContain('"me"')
  expect(cardsIn(home)).toMatchObject([{ holder: 'Eve' }])
})

test('the ledger is never undone: what was delivered is not sent again', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  await renew(home, ['remind'])
  await renew(home, ['edit', 'me', '--expires', '2026-12-30'])
  await renew(home, ['undo', '--yes'])
  expect((await renew(home, ['remind'])).stdout).toBe('')
})

test('the log of changes has exactly the promised keys, oldest first', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  await renew(home, ['edit', 'me', '--holder', 'Anna'], { now: '2026-12-02T09:30:00+05:00' })
  const { changes, ...rest } = await answer<Changes & { schema: number }>(home, ['history', '--changes'])
  expect(rest).toEqual({ schema: 1 })
  expect(changes).toEqual([
    { at: expect.any(String), command: 'add me', cards: ['me'] },
    { at: expect.any(String), command: 'edit me', cards: ['me'] },
  ])
  const instants = changes.map(({ at }) => Date.parse(at))
  expect(instants).toEqual([Date.parse('2026-12-01T07:00:00Z'), Date.parse('2026-12-02T04:30:00Z')])
  for (const { at } of changes) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
})

test('the log can be asked for one card, and marks what was undone', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  await renew(home, ['add', 'you', '--expires', '2026-12-31'])
  await renew(home, ['undo', '--yes'])
  const { changes } = await answer<Changes>(home, ['history', 'me', '--changes'])
  expect(changes.map(({ command }) => command)).toEqual(['add me'])
  const { stdout } = await renew(home, ['history', '--changes'])
  expect(stdout.split('\n').map(line => line.split('\t').slice(1))).toEqual([
    ['add me', 'me', ''],
    ['add you', 'you', 'undone'],
    [],
  ])
})

test.each([
  ['AB-Q', 'ZK-X', '••••', '••••'],
  ['N1234567', 'N7654567', '••••4567', '••••4567'],
])('that a number changed is said though both look alike when masked (%s, %s)', async (old, now, was, is) => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--number', old])
  for (const [lang, words] of [
    ['en', '(another number)'],
    ['zh', '（号码已变）'],
  ]) {
    const edited = await renew(home, ['edit', 'me', '--number', now, '--lang', lang!])
    expect(edited.stdout).toContain(`number: ${was} → ${is} ${words}`)
    const undone = await renew(home, ['undo', '--yes', '--lang', lang!])
    expect(undone.stderr).toContain(`number: ${is} → ${was} ${words}`)
    const told = edited.stdout + edited.stderr + undone.stdout + undone.stderr
    for (const number of [old, now]) expect(told).not.toContain(number)
  }
})

test('numbers that differ when masked need no word for it', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--number', 'N1234567'])
  const { stdout } = await renew(home, ['edit', 'me', '--number', 'N1230000'])
  expect(stdout).toContain('number: ••••4567 → ••••0000\n')
})
