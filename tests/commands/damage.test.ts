import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { toBytes } from '../../src/storage/to-bytes.ts'
import { newHome, renew } from '../world.ts'

async function homeWithCard(): Promise<{ home: string; file: string }> {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  return { home, file: `${home}/cards.json` }
}

const ours = (content: object) => toBytes(content, 'cards.json').toString()

/** JSON all of them, none of the shape of our cards. */
const SHAPES: [string, string][] = [
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '42'],
  ['a text', '"x"'],
  ['nothing', '{}'],
  ['cards that are no list', '{"cards":{}}'],
  ['cards that are no list, with our number', '{"schema":1,"cards":{}}'],
  ['cards that are null, with our number', '{"schema":1,"cards":null,"changes":[]}'],
  ['no cards, though the checksum fits', ours({ changes: [] })],
  ['cards that are no list, though the checksum fits', ours({ cards: {}, changes: [] })],
  ['cards that are no cards, though the checksum fits', ours({ cards: [1, null, 'x'], changes: [] })],
  ['changes that are no list, though the checksum fits', ours({ cards: [], changes: 7 })],
]

describe('a cards.json that is JSON but not of our shape', () => {
  test.each(SHAPES)('%s: remind works from the newest kept copy and says so', async (_, text) => {
    const { home, file } = await homeWithCard()
    writeFileSync(file, text)
    const { code, stdout, stderr } = await renew(home, ['remind'])
    // Single cards that are broken are left out, and that is exit 4; a whole file has its kept copy.
    expect(code, stderr).toBe(stderr.includes('document "1"') ? 4 : 0)
    expect(stdout).toContain('31 Dec 2026')
    // The fault itself is part of the message.
    expect(stdout).toContain('cards.json')
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test.each(SHAPES)('%s: everything else is refused, and the file stays as it is', async (_, text) => {
    const { home, file } = await homeWithCard()
    writeFileSync(file, text)
    for (const words of [['status'], ['list'], ['add', 'you', '--expires', '2027-01-31']]) {
      const { code, stderr } = await renew(home, words)
      expect(code, `${words[0]}: ${stderr}`).toBe(3)
      expect(stderr).toMatch(/^renew: [^\n]+\n$/)
      expect(stderr).toMatch(/renew (restore|doctor --accept)/)
    }
    expect(readFileSync(file, 'utf8')).toBe(text)
  })
})

describe('a cards.json that somebody has changed, and nobody has accepted yet', () => {
  test.each<[string, (text: string) => string]>([
    ['has no cards any more', text => text.replace(/"cards": \[[\s\S]*?\n\]/, '"cards": []')],
    ['has lost one card', text => text.replace(/\{[^\n]*"name":"me"[^\n]*\n/, '').replace(/,\s*\]/, '\n]')],
    [
      'has a bit flipped in the year',
      text => text.replace('"expires":"2026-12-31"', '"expires":"2036-12-31"'),
    ],
    ['ends never', text => text.replace('"expires":"2026-12-31"', '"expires":null')],
    ['closes a card', text => text.replace('"closed":null', '"closed":"2026-11-01"')],
  ])('%s: what the kept copy has to remind of is not silenced, and it is said', async (_, change) => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['add', 'far', '--expires', '2029-12-31'])
    const file = `${home}/cards.json`
    const before = readFileSync(file, 'utf8')
    // The log knows the cards too; only the cards themselves are changed.
    const at = before.indexOf('"changes"')
    const text = change(before.slice(0, at)) + before.slice(at)
    expect(text).not.toBe(before)
    expect(() => JSON.parse(text)).not.toThrow()
    writeFileSync(file, text)
    const { code, stdout } = await renew(home, ['remind'])
    expect(code).toBe(0)
    expect(stdout).toContain('me: it is time to prepare')
    expect(stdout).toContain('31 Dec 2026')
    expect(stdout).toContain('renew doctor --accept')
    // Once somebody says that it was meant, it counts.
    expect((await renew(home, ['doctor', '--accept'])).stderr).toContain('cards.json')
    expect((await renew(home, ['remind'], { now: '2026-12-24T12:00:00+05:00' })).stdout).toBe('')
  })

  test('an earlier last valid day counts at once', async () => {
    const { home, file } = await homeWithCard()
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replaceAll('"expires":"2026-12-31"', '"expires":"2026-12-02"'),
    )
    expect((await renew(home, ['remind'])).stdout).toContain('2 Dec 2026')
  })
})
