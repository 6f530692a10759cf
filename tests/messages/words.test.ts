import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { LANGUAGES } from '../../src/messages/index.ts'
import { textsOf } from '../words.ts'

type Forbidden = readonly [words: RegExp, instead: string]

/** Words of each language that have another word for the same idea, or that no careful writer uses. */
const FORBIDDEN: Record<keyof typeof LANGUAGES, readonly Forbidden[]> = {
  en: [
    [/(?<!there )\b(is|was) no\b(?! (longer|such))/i, 'is not a'],
    [/\bmend/i, 'fix'],
    [/\btake[ns]? (it )?back\b|\btook back\b/i, 'undone'],
    [/\ball the same\b/i, 'anyway'],
    [/\bas in\b/i, 'such as, for example'],
    [/\bgo by\b/i, 'use'],
    [/\bby itself\b/i, 'automatically'],
    [/\bwhoever\b/i, 'the one who'],
    [/\brehears/i, 'dry run'],
    [/\bfiling day\b/i, 'the day you apply'],
    [/\bsilenced\b|\bunseen\b/i, 'paused, not seen'],
    [/\bvanish/i, 'disappear'],
    [/\bevery card|your cards?\b|the cards?\b(?!,? (and|or|the visa))/i, 'document'],
  ],
  zh: [
    [/[一二三几\d}这两各每多]\s?张|张证件/, '份'],
    [/超期|逾期/, '已过期'],
    [/你/, '您'],
    [/\p{sc=Han}[)）]\s+(?=\p{sc=Han})|）\s+(?=\p{sc=Han})/u, 'no blank after ）'],
    [/备齐/, '备好'],
    [/提醒点|提醒节点/, '提醒日'],
    [/中介/, '代办机构'],
    [/(?<!根)目录/, '文件夹'],
    [/最后有效日/, '到期日 or 有效期至'],
    [/最迟/, '最晚'],
    [/没有[做作]任何|作更改|做任何改动/, '未做任何更改'],
    [/已看到|已确认/, '已知悉'],
    [/静音/, '暂停提醒'],
    [/反悔/, '撤销'],
    [/\p{sc=Han}[;!?]|[,;!?]\p{sc=Han}/u, 'full-width punctuation'],
  ],
  ru: [
    [/инструкци/i, 'памятка'],
    [/просроч/i, 'истёк'],
    [/карточк/i, 'документ'],
    [/(?<=[а-яё,] )(Вы|Вас|Вам|Ваш)/u, 'вы, without a capital inside a sentence'],
    [/[а-яё] - [а-яё]/i, 'a dash: —'],
    [/директори/i, 'папка'],
  ],
  kk: [
    [/болдырма/i, 'кері қайтару'],
    [/ескертулер/i, 'еске салғыштар'],
    [/[а-яёәғқңөұүһі] - [а-яёәғқңөұүһі]/i, 'a dash: —'],
    [/каталог/i, 'қалта'],
  ],
}

const READMES: Record<keyof typeof LANGUAGES, string> = {
  en: 'README.md',
  zh: 'README.zh.md',
  ru: 'README.ru.md',
  kk: 'README.kk.md',
}

describe.each(Object.keys(FORBIDDEN) as (keyof typeof LANGUAGES)[])('the words of %s', language => {
  test.each(FORBIDDEN[language])('say nothing that matches %s, but: %s', async words => {
    const found = Object.entries(await textsOf(language)).filter(([, text]) => words.test(withoutSlots(text)))
    expect(Object.fromEntries(found)).toEqual({})
  })

  test.each(FORBIDDEN[language])('in its README match %s nowhere, but: %s', words => {
    const lines = readFileSync(READMES[language], 'utf8')
      .replace(/^```[\s\S]*?^```$/gm, '')
      .split('\n')
    expect(lines.filter(line => words.test(line))).toEqual([])
  })
})

/** Returns a text with the forms of its slots in place of the slots, whose marks are not punctuation. */
function withoutSlots(text: string): string {
  return text.replace(/\{\w+[?|]([^{}]*)\}/g, (_, forms: string) => `}${forms.replaceAll('|', '}')}`)
}
