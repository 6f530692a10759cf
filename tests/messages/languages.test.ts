import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../src/messages/index.ts'

const SLOT = /\{(\w+)(?:([?|])([^{}]*))?\}/g

/** The texts of a language by subject, and its plural rule. */
async function load(language: Language) {
  const { name: _, ...files } = LANGUAGES[language]
  const { dates } = await files.status()
  const subjects: Record<string, Readonly<Record<string, string>>> = {}
  for (const [subject, file] of Object.entries(files)) subjects[subject] = (await file()).texts
  return { subjects, plural: dates.plural }
}

/** The names of the values that a text shows. */
function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(SLOT)].map(([, name]) => name!))].sort()
}

/** How many forms a plural rule has. */
function formsOf(plural: (count: number) => number): number {
  return new Set(Array.from({ length: 200 }, (_, count) => plural(count))).size
}

const english = await load('en')

describe.each(Object.keys(LANGUAGES) as Language[])('the words of %s', async language => {
  const { subjects, plural } = await load(language)
  const texts = Object.entries(subjects).flatMap(([subject, all]) =>
    Object.entries(all).map(([key, text]) => ({ subject, key, text })),
  )

  test('have the keys of English, each in one subject', () => {
    expect(texts.length).toBeGreaterThan(1000)
    for (const [subject, all] of Object.entries(subjects))
      expect(Object.keys(all).sort(), subject).toEqual(Object.keys(english.subjects[subject]!).sort())
    expect(new Set(texts.map(({ key }) => key)).size).toBe(texts.length)
  })

  test('show the values that English shows', () => {
    for (const { subject, key, text } of texts)
      expect(namesIn(text), key).toEqual(namesIn(english.subjects[subject]![key]!))
  })

  test('have as many forms as the plural rule, and two where a value may be missing', () => {
    for (const { key, text } of texts) {
      for (const [, , kind, forms] of text.matchAll(SLOT))
        if (kind) expect(forms!.split('|').length, key).toBe(kind === '?' ? 2 : formsOf(plural))
    }
  })

  test('name every language where one is to be typed', () => {
    const lists = texts.filter(({ key }) =>
      ['option.lang', 'setting.lang.about', 'topic.environment.text'].includes(key),
    )
    expect(lists).toHaveLength(3)
    for (const { key, text } of lists)
      for (const code of Object.keys(LANGUAGES)) expect(text, key).toMatch(new RegExp(`\\b${code}\\b`))
  })

  test('leave no brace open', () => {
    for (const { key, text } of texts) {
      // The comments of a new guide contain JSON with braces.
      if (!key.startsWith('guide-new.')) expect(text.replace(SLOT, ''), key).not.toMatch(/[{}]/)
    }
  })
})
