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

describe('a guide as a leaflet', () => {
  test('says when, what to bring, the ways, what it costs, what to watch, and how sure it is', async () => {
    const said = await page([])
    expect(said).toMatch(/begin before +1 month · unverified/)
    expect(said).toMatch(
      /bring +· Passport, still valid \(this program also checks [^)]*; at least 2 blank pages\) · unverified/,
    )
    expect(said).toMatch(/Proof of residence \(one of: lease, landlord's statement\) · unverified/)
    expect(said).toMatch(/Health certificate \(only in some cases: ask\) · unverified/)
    expect(said).toContain('The list is not complete')
    expect(said).toMatch(/In person +6 +yes +10\u00a0000–20\u00a0000 KZT +costs extra, amount unknown/)
    expect(said).toMatch(/Through an agent +3 +no /)
    expect(said).toMatch(/1\. Check the agent's qualification/)
    expect(said).toMatch(/what it costs +10\u00a0000–20\u00a0000 KZT · unverified/)
    expect(said).toMatch(
      /watch out +After the last valid day, fines or even deportation are possible\. · unverified/,
    )
    expect(said).toContain('Ask the migration service which document')
  })

  test('is in Chinese for those who read it, with no English left over', async () => {
    const said = await page(['--lang', 'zh'])
    expect(said).toContain('委托中介代办')
    expect(said.replace(/kz\/registration-card|Asia\/Almaty|KZT?/g, '')).not.toMatch(/[A-Za-z]{3}/)
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
    expect(await said('visa')).toContain('valid for 3 months beyond the end of the new card')
    expect(await said('residence-permit')).toContain(
      'Papers may be at most 180 days old on filing day. · secondary',
    )
    expect(await said('work-permit')).toMatch(/filing period\t.*60 days.*30 days.* · secondary/)
  })

  test("of the user's own is read in their language, with what takes time and costs no range", async () => {
    const { stdout } = await renew(homeWith(GERMAN), ['guide', 'de/residence-title'])
    expect(stdout).toContain('In person\t1. Book an appointment (takes 8 weeks)')
    expect(stdout).toContain(
      'Last three payslips (at most 3 months old on filing day; takes 2 days) · your own',
    )
    expect(stdout).toMatch(/In person\t2\tyes\t93 EUR\tunknown/)
    expect(stdout).not.toContain('The list is not complete')
  })
})

describe('guide --print', () => {
  test('is a plain page with a box for every paper and step, the same on a terminal and in a file', async () => {
    const printed = await page(['--print'], 40)
    expect(printed).toBe((await renew(newHome(), ['guide', 'kz/registration-card', '--print'])).stdout)
    const lines = printed.split('\n')
    expect(lines.filter(line => line.startsWith('[ ] '))).toHaveLength(5 + 2 + 6 + 6 + 3)
    expect(lines.every(line => line.length <= 76)).toBe(true)
    expect(printed).not.toContain('\u001b')
    expect(printed).toContain('[ ] Passport, still valid\n')
    expect(printed).toContain('! After the last valid day')
  })

  test('leaves no room for other papers where the list is complete', async () => {
    const { stdout } = await renew(homeWith(GERMAN), ['guide', 'de/residence-title', '--print'])
    expect(stdout).not.toContain('____')
    expect(stdout).toContain('- costs: 93 EUR · your own')
  })

  test('shows no control characters of a guide', async () => {
    const guide = { ...GERMAN, title: { en: 'Title\u001b[2J\nnext' } }
    const { stdout } = await renew(homeWith(guide), ['guide', 'de/residence-title', '--print'])
    expect(stdout.split('\n')[0]).toBe('Title\\x1b[2J\\nnext: renewal')
  })
})
