import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../src/messages/index.ts'
import { textsOf } from '../words.ts'

/** Letters that each language is written with, besides the Latin ones of commands and names. */
const LETTERS: Record<Language, RegExp> = {
  en: /[^\p{Script=Cyrillic}\p{Script=Han}]/u,
  zh: /[^\p{Script=Cyrillic}]/u,
  ru: /[а-яё]|[^\p{Script=Cyrillic}\p{Script=Han}]/iu,
  kk: /[а-яёәғқңөұүһі]|[^\p{Script=Cyrillic}\p{Script=Han}]/iu,
}

/** Latin words that Russian and Kazakh texts may contain: names, formats, codes that are typed, and units of periods. */
const LATIN = new Set(
  `Almaty Apprise Asia Bark Berlin CNY CSV Discord DingTalk Europe Excel Feishu Gotify Google HOME HTTP IP KZT Lark
  Microsoft Node Nextcloud ntfy PDF PEM SEC SIM SMTP Schema ServerChan Slack STARTTLS TLS Teams Telegram Testing URL USD
  UTC UTF WeChat WeCom XLSX JSON CSV iPhone BEGIN CERTIFICATE EUR TZ KZ RU KK Id Numbers Access Word Apple AppImage OpenDocument
  Markdown SQLite YAML XML RTF SMTPUTF EHLO ASCII US Enter Cron Ca vCard
  PowerShell Starship ISO RFC YYYY MM DD Linux macOS Windows Support LANG COLUMNS PAGER APPDATA LOCALAPPDATA`
    .split(/\s+/)
    .concat(
      `renew remind remindAt bash zsh fish powershell starship format settings root zip gzip nodejs time month range swap noswap keep above su cron crontab systemd launchd schtasks apprise npm npx install global sudo service start mkdir chown
      id lang en zh ru kk auto always never lead d w wd mo y dmy mdy ymd csv json ics xlsx utf ibm gb big windows le
      http https starttls implicit none env file cmd stdout hc ping com your uuid null true false accept
      weekends permanent generic kz registration card de residence title visa receipt passport lease insurance
      name number holder expires note photo application form in person online agent book appointment
      trust official secondary unverified own dated checked workdays milestones zone required yes no unknown
      oneOf orOther text duration kind step office wait phase before filing after when overdue running guide fee
      saves min max currency code message hint cat from to comment sources comm mesg allow deny card date x n P Y M D PT`.split(
        /\s+/,
      ),
    ),
)

/** Returns a text without its slots, commands, options, variables and quoted code. */
function withoutCode(text: string): string {
  return text
    .replace(/\{(\w+)(?:[?|]([^{}]*))?\}/g, ' $2 ')
    .replace(/"[^"]*"/g, ' ')
    .replace(
      /\brenew( [a-z-]+)*|crontab -\w|mkdir -p|\d-\d\dT\d|\b(soffice|unzip|gzip|yq|sqlite3|rm|sudo) .*/g,
      ' ',
    )
    .replace(/\.[a-z]+\b|#\d|\bkoi8-r\b|\/\S+/g, ' ')
    .replace(/--[a-z-]+(=| )?\S*/g, ' ')
    .replace(/[A-Z]+_[A-Z_]+|\$\w+/g, ' ')
    .replace(/\bP\d+[YMWD]\b|\b\d+[a-z]+\b/g, ' ')
}

describe.each(Object.keys(LANGUAGES) as Language[])('the texts of %s', async language => {
  const texts = Object.entries(await textsOf(language))

  test('have no letter of another script', () => {
    const foreign = texts.filter(([, text]) => [...text].some(letter => !LETTERS[language].test(letter)))
    expect(Object.fromEntries(foreign)).toEqual({})
  })

  test('have no word of letters of two scripts', () => {
    const mixed = texts.filter(([, text]) =>
      /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u.test(withoutCode(text)),
    )
    expect(Object.fromEntries(mixed)).toEqual({})
  })

  test.runIf(language === 'ru' || language === 'kk')('have no English but commands, codes and names', () => {
    const words = texts.flatMap(([key, text]) =>
      (withoutCode(text).match(/[A-Za-z]+/g) ?? [])
        .filter(word => !LATIN.has(word))
        .map(word => `${key}: ${word}`),
    )
    expect(words).toEqual([])
  })
})
