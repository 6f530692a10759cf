import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { addDays, type CivilDate } from '../../../src/dates/civil-date.ts'
import type { Io, ProgramResult } from '../../../src/io/io.ts'
import { realIo } from '../../../src/io/real-io.ts'
import { answer, newHome, remembered, renew } from '../../world.ts'
import { fakeCrontab } from '../fake-crontab.ts'
import { LANGUAGES, type Lang, NAMES, type Story, storyOf, studentStoryOf } from './story.ts'

// The golden files are to be read: a year of a family and two months of a student, what they type, each message that the
// line in the crontab sends them, and what their screens say on the same days.

const FIRST = '2026-11-27'
const ZONE = 'Asia/Almaty'
const DONE: ProgramResult = { code: 0, stdout: '', stderr: '', error: null }

const real = realIo(path.resolve('bin/renew.js'))
// The timer needs files that exist, and a clone or a Node in a temporary folder would be refused.
const NODE = '/bin/ls'
const SCRIPT = '/bin/cp'
const IN_ALMATY: Partial<Io> = {
  node: NODE,
  script: SCRIPT,
  nodeVersion: '22.0.0',
  // Where nothing looks for a running cron.
  platform: 'freebsd',
  dayIn: remembered((zone, at) => real.dayIn(zone ?? ZONE, at)),
  instantAt: remembered((date, time, zone) => real.instantAt(date, time, zone ?? ZONE)),
  timestamp: remembered(at => real.timestampIn(ZONE, at)),
  zoneName: () => ZONE,
}

/** A family with a crontab and a channel, both in memory. */
function familyOf(lang: Lang) {
  const home = newHome()
  const crontab = fakeCrontab()
  const messages: string[] = []
  let now = ''
  const call = (words: readonly string[], env: Record<string, string>, terminal?: { width: number }) =>
    renew(home, words, { now, env, io, ...(terminal && { terminal: { ...terminal, height: 500 } }) })
  const run: Io['run'] = async (file, args, options) => {
    if (file === NODE) return { ...DONE, ...(await call(args.slice(1), options!.env!)) }
    if (file !== '/bin/cat') return crontab.io.run!(file, args, options)
    messages.push(`${options!.env!.RENEW_TITLE}\n${JSON.parse(options!.input!).text}\n`)
    return DONE
  }
  const io = { ...IN_ALMATY, run }
  const env = { LANG: `${lang}_KZ.UTF-8`, TZ: ZONE, RENEW_HOME: home }
  return {
    list: () => answer<{ cards: { id: string }[] }>(home, ['list']),
    type(day: CivilDate, words: readonly string[]) {
      now = `${day}T10:00:00+05:00`
      // Where lines are broken depends on the length of the folder of the test.
      const showsFolder = words[0] === 'doctor' || words[0] === 'timer'
      return call(words, env, showsFolder ? undefined : { width: 80 })
    },
    /** Runs the line of the crontab with no other variables than cron's and its own, and returns the messages. */
    async cron(day: CivilDate, time: string): Promise<string[]> {
      now = `${day}T${time}:00+05:00`
      const [, entry] = /^7 \* \* \* \* \/usr\/bin\/env (.*)$/m.exec(crontab.table ?? '')!
      const words = entry!.split(' ')
      const node = words.indexOf(NODE)
      expect(words[node + 1]).toBe(SCRIPT)
      const own = Object.fromEntries(words.slice(0, node).map(word => word.split('=') as [string, string]))
      const bare = { PATH: '/usr/bin:/bin', LANG: '', PAGER: '', ...own }
      expect(await call(words.slice(node + 2), bare), now).toEqual({ code: 0, stdout: '', stderr: '' })
      return messages.splice(0)
    },
  }
}

/**
 * Returns the days on which the timer runs besides those on which something is typed: those with a message in the golden
 * file; null: all. That no message comes on another day is tested in `year.test.ts`.
 * After a change of the days, write the files with `RENEW_SLOW_TESTS=1 npx vitest run FILE --update`.
 */
function runDays({ name, lang, last }: Tale): ReadonlySet<CivilDate> | null {
  const golden = path.join(import.meta.dirname, 'golden', `${name}.${lang}.txt`)
  if (process.env.RENEW_SLOW_TESTS || !existsSync(golden)) return null
  const sent = [...readFileSync(golden, 'utf8').matchAll(/^\[(.{10})\] >/gm)].map(([, day]) => day!)
  return new Set([...sent, last])
}

interface Tale {
  name: string
  lang: Lang
  story: Story
  last: CivilDate
}

const TALES: readonly Tale[] = [
  ...LANGUAGES.map(lang => ({ name: 'year', lang, story: storyOf(NAMES[lang]), last: '2027-11-30' })),
  ...(['zh', 'ru'] as const).map(lang => ({
    name: 'student',
    lang,
    story: studentStoryOf(NAMES[lang]),
    last: '2027-02-02',
  })),
]

test.each(TALES)(
  'the $name as it reads in $lang',
  async tale => {
    const { name, lang, story, last } = tale
    const { list, type, cron } = familyOf(lang)
    const days = runDays(tale)
    const pages: string[] = []
    for (let day = FIRST; day <= last; day = addDays(day, 1)) {
      const runs = days === null || days.has(day) || day in story
      const early = runs && day > FIRST ? await cron(day, '08:07') : []
      const typed: string[] = []
      for (const words of story[day] ?? []) {
        const { stdout, stderr } = await type(day, words)
        const line = words.map(word => (/^[\w.-]+$/.test(word) ? word : `"${word}"`)).join(' ')
        typed.push(`$ renew ${line}\n${stdout}${stderr}`)
      }
      const late = runs && typed.length > 0 ? await cron(day, '10:07') : []
      const sent = (texts: string[]) => texts.map(text => `> ${text}`)
      pages.push(...[...sent(early), ...typed, ...sent(late)].map(page => `[${day}] ${page}`))
    }
    const { cards } = await list()
    const text = masked(pages.join('\n'), cards)
    await expect(text).toMatchFileSnapshot(`golden/${name}.${lang}.txt`)
    expect(text).not.toMatch(/\{|\}|undefined|\bnull\b/)
  },
  60_000,
)

/** Hides what differs from run to run: ids and folders. */
function masked(text: string, cards: readonly { id: string }[]): string {
  return cards
    .reduce((all, { id }) => all.replaceAll(id, 'abcdefghij'), text)
    .replaceAll(/\/[^\s,;:)]*\/home\b/g, '/home/li/renew')
    .replaceAll(SCRIPT, '/usr/lib/renew.js')
    .replaceAll(NODE, '/usr/bin/node')
}
