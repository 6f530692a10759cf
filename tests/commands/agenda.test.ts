import { describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

interface Day {
  date: string
  kind: string
  code: string
  owed: boolean
}

const ADD = [
  ['me', '--expires', '2026-12-31', '--holder', 'Li Na', '--guide', 'kz/registration-card'],
  ['old lease', '--expires', '2026-11-20', '--guide', 'lease', '--tags', 'home'],
  ['passport', '--expires', '2027-06-10', '--holder', 'Li Na', '--guide', 'passport'],
]

async function home(cards = ADD): Promise<string> {
  const folder = newHome()
  for (const card of cards) expect((await renew(folder, ['add', ...card])).stderr).toBe('')
  return folder
}

const month = async (folder: string, width: number, ...more: string[]) =>
  (await renew(folder, ['agenda', '--month', ...more], { terminal: { width, height: 200 } })).stdout

const daysOf = async (folder: string, ...more: string[]) =>
  (await answer<{ days: Day[] }>(folder, ['agenda', ...more])).days

describe('the month picture', () => {
  test('says with letters which documents a mark belongs to', async () => {
    const lines = (await month(await home(), 80)).split('\n')
    expect(lines.slice(0, 10).join('\n')).toMatchInlineSnapshot(`
      "  December 2026
         Mo      Tu      We      Th      Fr      Sa      Su
               •[ 1]ab •  2 b  •  3 b  •  4 b  •  5 b  •  6 b
       •  7 b  •  8 b  •  9 b  • 10 bc • 11 b  • 12 b  • 13 b
       • 14 b  • 15 b  • 16 b  • 17 ab • 18 b  • 19 b  • 20 b
       ~ 21 ac ~ 22 ac ~ 23 ac • 24 a  ~ 25 ac ~ 26 ac • 27 b
       • 28 a  ~ 29 ac • 30 a  ! 31 a

        ! last day or deadline   • dated   ~ time to prepare   - day off   [ ] today
        a me   b old lease   c passport"
    `)
  })

  test('has no letters where they have no room, or where there is one document', async () => {
    const folder = await home()
    expect(await month(folder, 40)).toContain('~ 21 ~ 22')
    expect(await month(folder, 40)).not.toContain('a me')
    expect(await month(folder, 80, '--tag', 'home')).not.toContain('a old lease')
  })

  test('puts a sign where not all letters have room', async () => {
    const names = ['v', 'w', 'x', 'y', 'z']
    const shown = await month(
      await home(names.map(name => [name, '--expires', '2026-12-31', '--guide', 'generic'])),
      80,
    )
    expect(shown).toContain('! 31 ab+')
    expect(shown).toContain('a v   b w   c x   d y   e z')
  })

  test('after fifty-two documents the others share a mark', async () => {
    const names = Array.from({ length: 54 }, (_, at) => `card ${String(at).padStart(2, '0')}`)
    const shown = await month(
      await home(names.map(name => [name, '--expires', '2026-12-31', '--guide', 'generic'])),
      80,
    )
    expect(shown).toMatch(/Z card 51\s+\* and 2 more/)
  })

  test('has each weekday over its days, in every language', async () => {
    const folder = await home()
    for (const lang of ['en', 'zh', 'ru', 'kk']) {
      const [, heads, ...weeks] = (await month(folder, 80, '--lang', lang)).split('\n')
      // Chinese weekdays take two columns each.
      const wide = heads!.replace(/[一-龥]/g, '$&\0')
      const end = wide.trimEnd().length
      expect(weeks[1]!.slice(end - 2, end), lang).toBe('13')
    }
  })
})

describe('the agenda', () => {
  test('lists what is owed now first: what was missed, then the reminders that the next run sends', async () => {
    const days = await daysOf(await home(), '--to', '2026-12-02')
    expect(days.map(({ date, kind, owed }) => `${date} ${kind}${owed ? ' owed' : ''}`)).toEqual([
      '2026-11-20 expiry owed',
      '2026-12-01 milestone owed',
      '2026-12-01 milestone owed',
      '2026-12-01 milestone',
      '2026-12-02 milestone',
    ])
  })

  test('has only the dates of a range that was named', async () => {
    const days = await daysOf(await home(), '--from', '2026-12-01', '--to', '2026-12-02')
    expect(days[0]!.date).toBe('2026-12-01')
  })

  test('says in every language that a date was missed', async () => {
    const folder = await home()
    for (const [lang, text] of Object.entries({
      en: 'expired',
      zh: '已过期',
      ru: 'срок действия истёк',
      kk: 'жарамдылық мерзімі өтті',
    })) {
      const { stdout } = await renew(folder, ['agenda', '--tag', 'home', '--lang', lang])
      expect(stdout.split('\n')[0]).toBe(`2026-11-20\told lease\t${text}`)
    }
  })

  test('shows the reminders of an expired document as a line for each series on a terminal, else one by one', async () => {
    const folder = await home(ADD.slice(1, 2))
    const listed = async (lang: string) => {
      const said = await renew(folder, ['agenda', '--to', '2027-02-01', '--lang', lang], {
        terminal: { width: 100, height: 50 },
      })
      return said.stdout.split('\n').filter(line => /[0-9]/.test(line))
    }
    expect(await listed('en')).toMatchInlineSnapshot(`
      [
        "  Fri 20 Nov 2026  old lease  expired",
        "  Tue 1 Dec 2026   old lease  reminder due now: 10 days after it expired",
        "                   old lease  a reminder every day until Sun 20 Dec 2026",
        "  Sun 27 Dec 2026  old lease  a reminder every week",
      ]
    `)
    expect((await listed('zh')).join('\n')).toContain('每天提醒，直至 2026年12月20日')
    expect((await listed('ru')).join('\n')).toContain('напоминание каждый день по 20 декабря 2026')
    expect((await listed('kk')).join('\n')).toContain('күн сайын еске салғыш')
    const dates = (await renew(folder, ['agenda', '--to', '2027-02-01'])).stdout.trim().split('\n')
    expect(dates).toHaveLength(28)
    const month = (await renew(folder, ['agenda', '--month'], { terminal: { width: 80, height: 50 } })).stdout
    expect(month).toContain('a reminder every day until')
  })

  test('does not take two documents, or fewer than three days, for a series', async () => {
    const folder = await home([...ADD.slice(1, 2), ['club', '--expires', '2026-11-21']])
    const { stdout } = await renew(folder, ['agenda', '--to', '2026-12-02'], {
      terminal: { width: 80, height: 50 },
    })
    expect(stdout).not.toContain('every')
    const more = await renew(folder, ['agenda', '--to', '2026-12-04'], {
      terminal: { width: 80, height: 50 },
    })
    expect(more.stdout.match(/every day until/g)).toHaveLength(2)
  })

  test('shows the documents of a holder or with a tag', async () => {
    const folder = await home()
    const names = async (...more: string[]) => {
      const { stdout } = await renew(folder, ['agenda', ...more])
      return [...new Set(stdout.split('\n').flatMap(line => line.split('\t')[1] || []))].sort()
    }
    expect(await names('--holder', 'li na')).toEqual(['me', 'passport'])
    expect(await names('--tag', 'home')).toEqual(['old lease'])
    expect((await renew(folder, ['agenda', '--holder', 'Nobody'])).stdout).toBe('')
  })
})
