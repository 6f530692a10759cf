import { describe, expect, test } from 'vitest'
import { chosenLanguage, isLanguage, LANGUAGES, loadAllWords } from '../../src/messages/index.ts'

const pick = (
  env: Record<string, string>,
  flag: string | null = null,
  setting: string | null = null,
): string => chosenLanguage({ flag, env, setting }) ?? 'en'

describe('the language is the first that is supported', () => {
  test('the flag before the variable, the setting and the locale', () => {
    const env = { RENEW_LANG: 'en', LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }
    expect(pick(env, 'zh', 'en')).toBe('zh')
    expect(pick({ ...env, RENEW_LANG: 'zh' }, null, 'en')).toBe('zh')
    expect(pick({ LC_ALL: 'en_US.UTF-8' }, null, 'zh')).toBe('zh')
  })

  test('LC_ALL before LC_MESSAGES before LANG', () => {
    expect(pick({ LC_ALL: 'zh_CN.UTF-8', LC_MESSAGES: 'en_US', LANG: 'en_US' })).toBe('zh')
    expect(pick({ LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_US' })).toBe('zh')
    expect(pick({ LANG: 'zh_CN.UTF-8' })).toBe('zh')
  })

  test('an empty or unsupported one is skipped', () => {
    expect(pick({ RENEW_LANG: 'xx', LANG: 'zh_CN.UTF-8' })).toBe('zh')
    expect(pick({ LC_ALL: '', LANG: 'zh_CN.UTF-8' })).toBe('zh')
    expect(pick({ LANG: 'zh' }, 'tlh', 'constructor')).toBe('zh')
    expect(pick({ LANG: 'fr_FR.UTF-8' })).toBe('en')
    expect(pick({})).toBe('en')
  })

  test.each([
    ['русский', 'ru'],
    ['Русский', 'ru'],
    ['қазақша', 'kk'],
    ['中文', 'zh'],
    ['English', 'en'],
    ['zh_CN.GB18030', 'zh'],
    ['zh-Hans-CN', 'zh'],
    ['zh_TW', 'zh'],
    ['ZH', 'zh'],
    ['en_GB@euro', 'en'],
    ['C', 'en'],
    ['C.UTF-8', 'en'],
    ['POSIX', 'en'],
  ])('%s is %s', (locale, language) => {
    expect(pick({ LC_ALL: locale, LANG: 'zh_CN.UTF-8' })).toBe(language)
    expect(pick({ LC_ALL: locale, LANG: 'en_US.UTF-8' })).toBe(language)
  })
})

test('only codes of supported languages are accepted', () => {
  expect(isLanguage('zh')).toBe(true)
  expect(isLanguage('toString')).toBe(false)
})

describe('every language', () => {
  test.each(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])(
    '%s has the very keys of English',
    async language => {
      const [words, english] = await Promise.all([loadAllWords(language), loadAllWords('en')])
      expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort())
      for (const [key, value] of Object.entries(words)) {
        expect(typeof value, key).toBe(typeof english[key as keyof typeof english])
        if (typeof value === 'string') expect(value, key).not.toBe('')
      }
    },
  )
})
