import { describe, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { answer, homeWith, renew } from '../world.ts'

const namesIn = async (home: string) =>
  (await answer<{ cards: Card[] }>(home, ['list'])).cards.map(({ name }) => name)

describe('two cards never share a name', () => {
  test.each([
    ['another case', 'Me', 'mE'],
    ['another normal form', 'Caf\u00e9', 'Cafe\u0301'],
    ['blanks around it', 'me', '  me\t'],
    ['Cyrillic case', 'Паспорт', 'ПАСПОРТ'],
    ['case folding of sharp s', 'Straße', 'STRASSE'],
    ['case folding of final sigma', 'ΟΔΟΣ', 'οδος'],
  ])('%s is the same name: refused, and the first is told with its date', async (_, first, second) => {
    const home = await homeWith(first)
    const { code, stdout, stderr } = await renew(home, ['add', second, '--expires', '2027-01-01'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(first)
    expect(stderr).toContain('2026-12-31')
    expect(await namesIn(home)).toEqual([first])
    await renew(home, ['add', 'other', '--expires', '2027-01-01'])
    expect((await renew(home, ['edit', 'other', '--name', second])).code).toBe(1)
  })

  test('nor a name that is the id of another', async () => {
    const home = await homeWith('me')
    const { cards } = await answer<{ cards: Card[] }>(home, ['list'])
    expect((await renew(home, ['add', cards[0]!.id, '--expires', '2027-01-01'])).code).toBe(1)
  })

  test('letters that are different letters make different names', async () => {
    const home = await homeWith('Işık', 'Isik', 'e', 'é')
    expect(await namesIn(home)).toHaveLength(4)
  })
})

test('names that only look the same are kept, and that is said', async () => {
  const home = await homeWith('ab')
  const { code, stderr } = await renew(home, ['add', 'a\u200bb', '--expires', '2026-12-31'])
  expect(code).toBe(0)
  expect(stderr).toBe('Careful: a\\u200bb looks the same as another document, ab.\n')
  expect(await namesIn(home)).toEqual(['ab', 'a\u200bb'])
})

describe('to read a card', () => {
  const home = homeWith('passport', 'passport of Anna', 'Visa', '--flag')

  test.each([
    ['the whole name', ['show', 'passport'], 'passport'],
    ['whatever the case', ['show', 'PASSPORT OF anna'], 'passport of Anna'],
    ['the beginning of one name', ['show', 'vi'], 'Visa'],
    ['a name like a flag, after --', ['show', '--json', '--', '--flag'], '--flag'],
  ])('%s is enough', async (_, words, name) => {
    const { code, stdout } = await renew(await home, [...words.slice(0, 1), '--json', ...words.slice(1)])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ card: { name } })
  })

  test('the beginning of several is refused with the list', async () => {
    const { code, stderr } = await renew(await home, ['show', 'pass'])
    expect(code).toBe(1)
    expect(stderr).toContain('"passport", "passport of Anna"')
  })

  test('a name nobody has is refused, with the nearest', async () => {
    const { code, stdout, stderr } = await renew(await home, ['status', 'pasport', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'card-not-found' } })
    expect(stderr).toContain('did you mean "passport"?')
  })

  test('an empty name is nobody’s', async () => {
    expect((await renew(await home, ['show', ''])).code).toBe(1)
  })
})

describe('to change a card, the beginning of its name is not enough:', () => {
  test.each([
    [['edit', 'pass', '--holder', 'x']],
    [['remove', 'pass', '--yes']],
    [['close', 'pass']],
    [['ack', 'pass']],
    [['snooze', 'pass', '--for', '1d']],
    [['done', 'pass', '--expires', '2028-01-01']],
  ])('%j is refused, and names the card', async words => {
    const home = await homeWith('passport')
    const { code, stderr } = await renew(home, words)
    expect(code).toBe(1)
    expect(stderr).toContain('"passport"')
    expect((await answer<{ changes: unknown[] }>(home, ['history', '--changes'])).changes).toHaveLength(1)
  })
})

test('an id works wherever a name does', async () => {
  const home = await homeWith('me')
  const [card] = (await answer<{ cards: Card[] }>(home, ['list'])).cards
  const { id } = card!
  for (const words of [
    ['show', id],
    ['status', id],
    ['edit', id, '--holder', 'Anna'],
    ['ack', id],
    ['snooze', id, '--for', '1d'],
    ['close', id],
    ['reopen', id],
    ['done', id, '--expires', '2027-12-31'],
    ['history', id],
    ['add', 'you', '--expires', '2027-12-31', '--links', id],
    ['remove', id, '--yes'],
  ]) {
    const { code, stderr } = await renew(home, words)
    expect(code, `${words.join(' ')}: ${stderr}`).toBe(0)
  }
})

describe('a document number', () => {
  const NUMBER = 'N0123456789'
  const SHORT = '4711'

  test.each([NUMBER, SHORT])('such as %s is never shown whole', async number => {
    const home = await homeWith('me')
    const said: string[] = []
    const say = async (...words: string[]) => {
      const { code, stdout, stderr } = await renew(home, words)
      expect(code, `${words.join(' ')}: ${stderr}`).toBe(0)
      said.push(stdout + stderr)
    }
    for (const json of [[], ['--json']]) {
      await say('edit', 'me', '--number', number, ...json)
      await say('status', ...json)
      await say('show', 'me', ...json)
      await say('list')
      await say('remind', '--dry-run', ...json)
      await say('remind', ...json)
      await say('ack', 'me', ...json)
      await say('done', 'me', '--expires', '2027-12-31', '--number', 'X99887766', ...json)
      await say('show', 'me', ...json)
      await say('history', ...json)
      await say('history', '--changes', ...json)
      await say('close', 'me', ...json)
      await say('reopen', 'me', ...json)
      await say('edit', 'me', '--number', '', ...json)
      for (let left = 0; left < 5; left++) await say('undo', '--yes', ...json)
      await say('remove', 'me', '--yes', ...json)
      await say('undo', '--yes', ...json)
      await say('undo', '--yes', ...json)
    }
    for (const words of said) expect(words).not.toContain(number)
    expect(said.join('\n')).not.toContain('X99887766')
    if (number === NUMBER) expect(said.join('\n')).toContain('6789')
  })

  test('is in what is stored, for another program', async () => {
    const home = await homeWith('me')
    await renew(home, ['edit', 'me', '--number', NUMBER])
    expect((await renew(home, ['list', '--json'])).stdout).not.toContain(NUMBER)
    expect((await renew(home, ['list', '--json', '--numbers'])).stdout).toContain(NUMBER)
    expect((await renew(home, ['export'])).stdout).toContain(NUMBER)
  })
})
