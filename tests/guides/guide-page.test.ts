import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { newHome, renew } from '../world.ts'
import { GERMAN } from './german.ts'

const page = async (words: string[], width = 100): Promise<string> =>
  (await renew(newHome(), ['guide', 'kz/registration-card', ...words], { terminal: { width } })).stdout

/** A home with a user's own guide in it. */
function homeWith(guide: { id: string }): string {
  const home = newHome()
  const file = path.join(home, 'guides', `${guide.id}.json`)
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, JSON.stringify(guide))
  return home
}

describe('the page of a guide', () => {
  test('says what it is, when, what to bring, the methods, what it costs, what to watch, and how sure it is', async () => {
    const said = await page([])
    expect(said).toMatch(/how sure +unverified unless marked otherwise; from: An unsigned article/)
    expect(said).toMatch(/prepare from +1 month before it expires\n/)
    expect(said).toMatch(/a new one is valid +usually 1 year\n/)
    expect(said).toMatch(/expiry date is on +the visa in the passport or the document itself\n/)
    expect(said).toMatch(
      /bring +· Passport \(still valid[^)]*visa sticker\)\n +– .*\n +– at least 2 blank pages\n/,
    )
    expect(said).toMatch(/· Proof of residence\n +– for example: lease or landlord's statement\n/)
    expect(said).toMatch(/· Health certificate \(medical report\)\n +– only in some cases: ask\n/)
    expect(said).toContain('The list is not complete')
    expect(said).toMatch(/In person \(in-person\) +6 +yes +10\u00a0000–20\u00a0000 KZT +costs extra/)
    expect(said).toMatch(/1\. Check the agent's qualification/)
    expect(said).toMatch(/what it costs +In person, Online: 10\u00a0000–20\u00a0000 KZT\n/)
    expect(said).toMatch(/Through an agent: 10\u00a0000–20\u00a0000 KZT, not including the agent's own price/)
    expect(said).toMatch(/watch out +After it expires, fines or even deportation are possible\.\n/)
    expect(said).toContain('Ask the migration service')
  })

  test('marks only the facts of other sources than the one named at the top, and numbers the sources', async () => {
    const said = (await renew(newHome(), ['guide', 'kz/registration-card'])).stdout
    expect(said).toContain('2. Hand the papers over, and note where your passport is · unverified [3]\n')
    expect(said).toContain('A visa: renew guide visa · secondary [2]\n')
    expect(said.match(/\[\d\] .*/g)!.filter(line => !line.includes('·'))).toEqual([
      '[1] An unsigned article of about May 2025',
      '[2] Order No 923 of 17 November 2025, at second hand',
      '[3] A rule of thumb of this program',
    ])
    expect(said.match(/ · /g)).toHaveLength(3 + 2)
  })

  test('is in Chinese for those who read it, with no English left over but what commands take', async () => {
    const said = await page(['--lang', 'zh'])
    expect(said).toContain('委托代办机构（agent）')
    expect(said).toContain('10,000–20,000 坚戈，不含代办机构自身的收费（未知）')
    const ids = /kz\/registration-card|Asia\/Almaty|renew guide [a-z-]+|（(in-person|online|agent)）/g
    expect(said.replace(ids, '')).not.toMatch(/[A-Za-z]{2}/)
  })

  test('fits a narrow terminal', async () => {
    for (const line of (await page([], 60)).split('\n')) expect(line.length).toBeLessThanOrEqual(60)
  })

  test('says "unknown" for what is not known, and does not invent a method or a fee', async () => {
    const said = (await renew(newHome(), ['guide', 'lease'])).stdout
    expect(said).toContain('a new one is valid\tunknown')
    expect(said).toContain('bring\tunknown')
    expect(said).not.toMatch(/costs|steps/)
  })

  test('shows the margins and ages of general guides', async () => {
    const said = async (id: string) => (await renew(newHome(), ['guide', id])).stdout
    expect(await said('visa')).toContain('valid for 3 months beyond the end of the new document')
    const permit = await said('residence-permit')
    expect(permit).toContain('secondary unless marked otherwise')
    expect(permit).toContain('Papers may be at most 180 days old on the day you apply.\n')
    expect(permit).toContain('2 months before it expires · unverified [2]\n')
    expect(await said('work-permit')).toMatch(/filing period\t.*60 days.*30 days.* · secondary/)
  })

  test("of the user's own is read in their language, with what takes time and costs no range", async () => {
    const { stdout } = await renew(homeWith(GERMAN), ['guide', 'de/residence-title'])
    expect(stdout).toContain('In person\t1. Book an appointment (takes 8 weeks)')
    expect(stdout).toContain(
      'bring\t· Last three payslips\nbring\t– at most 3 months old on the day you apply\nbring\t– takes 2 days\n',
    )
    expect(stdout).toMatch(/In person \(in-person\)\t2\tyes\t93 EUR\tunknown/)
    expect(stdout).not.toContain('The list is not complete')
  })
})

describe('guide --print', () => {
  test('is a plain page with a box for every paper and step, the same on a terminal and in a file', async () => {
    const printed = await page(['--print'], 40)
    expect(printed).toBe((await renew(newHome(), ['guide', 'kz/registration-card', '--print'])).stdout)
    const lines = printed.split('\n')
    expect(lines.filter(line => line.startsWith('[ ] '))).toHaveLength(5 + 2 + 6 + 7 + 4)
    expect(lines.every(line => line.length <= 76)).toBe(true)
    expect(printed).not.toContain('\u001b')
    expect(printed).toContain('[ ] Passport (still valid')
    expect(printed).toContain('! After it expires')
  })

  test.each(['en', 'zh', 'ru', 'kk'])('loses nothing that the screen says (%s)', async lang => {
    const words = (text: string) => text.replace(/[\s·–|]|^\d\.|\[[ x-]\]/gm, '')
    const { stdout } = await renew(newHome(), ['guide', '--lang', lang])
    const printed = words((await renew(newHome(), ['guide', '--print', '--lang', lang])).stdout)
    const facts = stdout.split('\n').filter(line => line.split('\t').length === 2)
    expect(facts.length).toBeGreaterThan(50)
    const lost = facts
      .map(line => words(line.split('\t')[1]!.replace(/^\d+\. /, '')))
      .filter(fact => !printed.includes(fact))
    // The head of a screen names the guide's id and where it comes from.
    expect(lost).toHaveLength(2)
  })

  test('leaves no room for other papers where the list is complete', async () => {
    const { stdout } = await renew(homeWith(GERMAN), ['guide', 'de/residence-title', '--print'])
    expect(stdout).not.toContain('____')
    expect(stdout).toContain('In person: 93 EUR')
  })

  test('shows no control characters of a guide', async () => {
    const guide = { ...GERMAN, title: { en: 'Title\u001b[2J\nnext' } }
    const { stdout } = await renew(homeWith(guide), ['guide', 'de/residence-title', '--print'])
    expect(stdout.split('\n')[0]).toBe('How to renew: Title\\x1b[2J\\nnext')
  })
})

describe('guide --print NAME', () => {
  async function homeWithDocuments(): Promise<string> {
    const home = newHome()
    const add = (...words: string[]) => renew(home, ['add', ...words])
    await add(
      "Li Na's card",
      '--guide',
      'kz/registration-card',
      '--expires',
      '2027-01-01',
      '--holder',
      'Li Na',
    )
    await add('passport', '--guide', 'passport', '--expires', '2036-12-09', '--holder', 'Li Na')
    await renew(home, ['link', "Li Na's card", 'passport'])
    await renew(home, ['edit', "Li Na's card", '--method', 'in-person', '--appointment', '2026-12-15'])
    await renew(home, ['tick', "Li Na's card", 'photo', '--taken', '2026-11-20'])
    await renew(home, ['tick', "Li Na's card", 'health-certificate', '--not-needed'])
    await renew(home, ['tick', "Li Na's card", 'letter from my employer', '--own'])
    return home
  }

  test.each(['en', 'zh', 'ru', 'kk'])(
    'is the page of this document: its dates, whose it is, and what is done (%s)',
    async lang => {
      const { stdout, code } = await renew(await homeWithDocuments(), [
        'guide',
        '--print',
        "Li Na's",
        '--lang',
        lang,
      ])
      expect(code).toBe(0)
      await expect(stdout).toMatchFileSnapshot(`golden/print-${lang}.golden.txt`)
    },
  )

  test('is in the language of the document, unless another one is asked for', async () => {
    const home = await homeWithDocuments()
    await renew(home, ['edit', "Li Na's card", '--card-lang', 'zh'])
    expect((await renew(home, ['guide', '--print', "Li Na's card"])).stdout).toContain('所需材料')
    expect((await renew(home, ['guide', '--print', "Li Na's card", '--lang', 'en'])).stdout).toContain(
      'What to bring',
    )
  })

  test('shows only the chosen method, and a document before a guide of the same name', async () => {
    const home = await homeWithDocuments()
    const { stdout } = await renew(home, ['guide', '--print', "Li Na's card"])
    expect(stdout).not.toContain('Register an account')
    expect((await renew(home, ['guide', '--print', 'passport'])).stdout).toContain('Tue 9 Dec 2036')
    expect((await renew(home, ['guide', 'passport'])).stdout).not.toContain('2036')
  })

  test("without --print, a document's name shows its guide", async () => {
    const home = await homeWithDocuments()
    expect((await renew(home, ['guide', "Li Na's card"])).stdout).toContain('Registration card, Kazakhstan')
    expect((await renew(home, ['guide', 'nobody'])).code).toBe(1)
  })
})
