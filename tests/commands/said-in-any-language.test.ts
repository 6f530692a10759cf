import { describe, expect, test } from 'vitest'
import { nameOrder } from '../../src/cards/assessed.ts'
import { languageName } from '../../src/commands/shared/guide-words.ts'
import { builtInGuide } from '../../src/guides/guides.ts'
import { LANGUAGES, type Language, loadAllWords } from '../../src/messages/index.ts'
import { newHome, renew } from '../world.ts'

const CODES = Object.keys(LANGUAGES) as Language[]
const GUIDE = (await builtInGuide('kz/registration-card'))!

/** A home with one document, and the words of the program for it. */
async function homeOf(): Promise<(...argv: string[]) => Promise<string>> {
  const home = newHome()
  const run = async (...argv: string[]) => {
    const said = await renew(home, argv)
    expect([argv, said.code, said.stderr]).toEqual([argv, 0, expect.any(String)])
    return said.stdout
  }
  await run('add', 'me', '--guide', 'kz/registration-card', '--expires', '2027-01-01')
  return run
}

describe.each(CODES)('what the program shows in %s is understood where it is typed', language => {
  test('stages', async () => {
    const { texts } = await loadAllWords(language)
    const run = await homeOf()
    for (const stage of ['valid', 'prepare', 'last-day', 'overdue', 'permanent'] as const) {
      const shown = JSON.parse(
        await run('status', '--json', '--stage', texts[`stage.${stage}`].toUpperCase()),
      )
      expect([stage, shown.cards.length]).toEqual([stage, stage === 'prepare' ? 1 : 0])
    }
  })

  test('working days, methods and papers', async () => {
    const { texts } = await loadAllWords(language)
    const run = await homeOf()
    const shown = async () => JSON.parse(await run('list', '--json')).cards[0]
    for (const days of ['KZ', 'weekends', 'none'] as const) {
      await run('edit', 'me', '--workdays', texts[`workdays.${days}`])
      expect(await shown()).toMatchObject({ workdays: days })
    }
    for (const { id, text } of GUIDE.methods) {
      await run('edit', 'me', '--method', text[language]!)
      expect(await shown()).toMatchObject({ renewal: { method: id } })
    }
    for (const { id, text } of GUIDE.materials) {
      await run('tick', 'me', text[language]!)
      expect((await shown()).renewal.ticks).toHaveProperty(id)
    }
  })

  test('languages, settings and their values', async () => {
    const { texts } = await loadAllWords(language)
    const run = await homeOf()
    for (const code of CODES) {
      await run('status', '--lang', LANGUAGES[code].name)
      await run('edit', 'me', '--card-lang', languageName(code, language))
      expect(JSON.parse(await run('list', '--json')).cards[0]).toMatchObject({ lang: code })
    }
    await run('config', 'set', texts['setting.color'], texts['color.never'])
    expect(await run('config', 'get', 'color')).toBe('never\n')
  })
})

test('a stage is understood without the two points of «ё»', async () => {
  const run = await homeOf()
  expect(await run('status', '--json', '--stage', 'истек')).toContain('"cards":[]')
})

test.each([
  ['ru', ['Артем', 'Артём', 'Ёлка 2', 'Ёлка 10', 'Ель', 'Жук']],
  ['kk', ['Алма', 'Әсем', 'Гүл', 'Ғани', 'Кілт', 'Қала', 'Нан', 'Оқу', 'Өрік']],
] as const)('names are ordered by the alphabet, numbers by value: %s', (language, names) => {
  expect([...names].reverse().sort(nameOrder(language))).toEqual(names)
})
