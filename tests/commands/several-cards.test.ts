import { beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { answer, newHome, renew } from '../world.ts'

let home: string

const run = async (...words: string[]) => {
  const said = await renew(home, words)
  expect(said.code, said.stderr).toBe(0)
  return said
}
const cards = async () => (await answer<{ cards: Card[] }>(home, ['list'])).cards
const changes = async () =>
  (await answer<{ changes: { command: string; cards: unknown[] }[] }>(home, ['history', '--changes'])).changes

beforeEach(async () => {
  home = newHome()
  await run('add', 'me', '--holder', 'Li Na', '--tags', 'family', '--expires', '2026-12-31')
  await run('add', 'my card', '--holder', 'Wang Fang', '--tags', 'family,staff', '--expires', '2026-12-20')
  await run('add', 'pass', '--holder', 'Li Na', '--guide', 'passport', '--expires', '2030-05-05')
})

const CASES: [string[], (card: Card) => unknown, unknown][] = [
  [['ack'], card => card.acknowledged?.on, '2026-12-01'],
  [['snooze', '--for', '2d'], card => card.snoozed?.until, '2026-12-03'],
  [['close'], card => card.closed, '2026-12-01'],
  [['edit', '--note', 'hello'], card => card.note, 'hello'],
  [['done', '--expires', '2031-01-01'], card => card.expires, '2031-01-01'],
]

describe.each(CASES)('%j', (command, read, expected) => {
  const changed = async () => (await cards()).filter(card => read(card) === expected).map(card => card.name)

  test('takes several names, and is one change', async () => {
    const before = (await changes()).length
    const { stdout } = await run(...command, 'me', 'my card')
    expect(await changed()).toEqual(['me', 'my card'])
    expect(stdout).toMatch(/me[\s\S]*my card/)
    expect(await changes()).toHaveLength(before + 1)
    await run('undo', '--yes')
    expect(await changed()).toEqual([])
  })

  test('is all or nothing', async () => {
    const before = await cards()
    const { code, stdout } = await renew(home, [...command, 'me', 'nobody'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(await cards()).toEqual(before)
  })

  test('takes a tag', async () => {
    await run(...command, '--tag', 'STAFF')
    expect(await changed()).toEqual(['my card'])
  })

  test('answers in JSON with an object for one name, and with a list for anything else', async () => {
    const one = JSON.parse((await run(...command, 'me', '--json')).stdout)
    expect(Object.keys(one)).toEqual(expect.arrayContaining(['schema', 'card']))
    const list = JSON.parse((await run(...command, '--tag', 'staff', '--json')).stdout)
    expect(list).toMatchObject({ schema: 1, cards: [{ card: expect.anything() }] })
  })

  test('asks for a name where there is neither a name nor a filter', async () => {
    const { code, stderr } = await renew(home, command)
    expect(code).toBe(2)
    expect(stderr).toContain('name')
  })
})

test.each([['ack'], ['close'], ['snooze']])('%s takes a holder, and leaves out closed cards', async verb => {
  await run('close', 'pass')
  await run(verb, '--holder', 'li', ...(verb === 'snooze' ? ['--for', '1d'] : []))
  const [last] = (await changes()).slice(-1)
  expect(last?.command).toBe(`${verb} --holder "li"`)
  expect(last?.cards).toHaveLength(1)
})

test('reopen takes a holder, and leaves out open cards', async () => {
  await run('close', 'me', 'my card')
  await run('reopen', '--holder', 'Li Na')
  expect((await cards()).filter(card => card.closed !== null).map(card => card.name)).toEqual(['my card'])
})

test('with a filter, ack leaves out cards that never end', async () => {
  await run('add', 'residence', '--holder', 'Li Na', '--expires', 'permanent')
  await run('ack', '--holder', 'Li Na')
  expect((await renew(home, ['ack', 'residence'])).code).toBe(1)
})

test('remove asks once, with all names, and is one change', async () => {
  const asked = await renew(home, ['remove', '--tag', 'family'])
  expect(asked.code).toBe(2)
  expect(asked.stderr).toContain('Remove 2 documents: "me", "my card"?')
  await run('remove', '--tag', 'family', '--yes')
  expect((await cards()).map(card => card.name)).toEqual(['pass'])
  await run('undo', '--yes')
  expect((await cards()).map(card => card.name)).toEqual(['me', 'my card', 'pass'])
})

test('a filter that fits no card is refused', async () => {
  for (const filter of [
    ['--tag', 'none'],
    ['--tag', ''],
    ['--holder', ''],
  ]) {
    const { code, stderr } = await renew(home, ['close', ...filter])
    expect(code).toBe(1)
    expect(stderr).toContain('no document matches')
  }
})

test('a name without quotes is suggested as one name', async () => {
  const { code, stderr } = await renew(home, ['close', 'my', 'card'])
  expect(code).toBe(1)
  expect(stderr).toContain('"my card"')
})

test.each([
  ['edit', '--name', 'x'],
  ['edit', '--number', 'N1'],
  ['done', '--expires', '2031-01-01', '--number', 'N1'],
])('%s: %s is for one card', async (...words) => {
  const before = await cards()
  expect((await renew(home, [...words, 'me', 'pass'])).code).toBe(2)
  expect(await cards()).toEqual(before)
})

test('edit --holder sets the holder', async () => {
  await run('edit', '--tag', 'family', '--holder', 'Zhao')
  expect((await cards()).map(card => card.holder)).toEqual(['Zhao', 'Zhao', 'Li Na'])
})

test('a note about a typed date is shown once', async () => {
  const { stderr } = await run('edit', 'me', 'my card', '--issued', '1.11.2026')
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

describe('tick', () => {
  const ticked = async () => (await cards()).map(card => Object.keys(card.renewal?.ticks ?? {}).join(' '))

  test('takes several papers of one card', async () => {
    const { stdout } = await run('tick', 'me', 'photo', 'application-form')
    expect(await ticked()).toEqual(['photo application-form', '', ''])
    expect(stdout).toContain('3 of 5')
    expect(JSON.parse((await run('tick', 'me', 'photo', '--json')).stdout)).toMatchObject({ item: 'photo' })
  })

  test('with a holder, all words are papers, of each card that asks for them', async () => {
    const { stdout } = await run('tick', '--holder', 'Li Na', 'photo', 'application-form')
    expect(await ticked()).toEqual(['photo application-form', '', ''])
    expect(stdout).toContain('me: ')
    await run('tick', '--tag', 'family', 'passport')
    expect(await ticked()).toEqual(['photo application-form passport', 'passport', ''])
    await run('undo', '--yes')
    expect(await ticked()).toEqual(['photo application-form', '', ''])
  })

  test('is refused where no card asks for a paper', async () => {
    expect((await renew(home, ['tick', '--holder', 'Li Na', 'photo', 'nonsense'])).code).toBe(1)
    expect((await renew(home, ['tick', 'me', 'photo', 'nonsense'])).code).toBe(1)
    expect((await renew(home, ['tick', '--holder', 'Li Na'])).code).toBe(2)
    expect(await ticked()).toEqual(['', '', ''])
  })

  test('several words may be the name of one paper', async () => {
    await run('tick', 'me', 'letter', 'from', 'my', 'employer', '--own')
    expect(await ticked()).toEqual(['own-1', '', ''])
    await run('tick', 'me', 'letter', 'from', 'my', 'employer')
    expect(await ticked()).toEqual(['own-1', '', ''])
  })
})

test('list and status choose alike', async () => {
  for (const command of ['list', 'status']) {
    const names = async (...words: string[]) =>
      (await answer<{ cards: { name: string }[] }>(home, [command, ...words])).cards
        .map(card => card.name)
        .sort()
    expect(await names('--holder', 'li')).toEqual(['me', 'pass'])
    expect(await names('--holder', 'Li Na', '--tag', 'family')).toEqual(['me'])
    expect(await names('pa')).toEqual(['pass'])
    expect(await names('--tag', 'none')).toEqual([])
  }
})
