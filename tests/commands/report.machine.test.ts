import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { newFolder } from '../folders.ts'
import { newHome, renew } from '../world.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const reason = CHROMIUM === undefined ? ' (skipped: Chromium is not installed)' : ''

function chromium(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    CHROMIUM!,
    ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${folder}/profile`, ...args],
    { encoding: 'utf8', timeout: 25_000 },
  )
  expect(status, stderr).toBe(0)
  return stdout
}

test.skipIf(CHROMIUM === undefined)(
  `a browser shows the page as it is written, and prints the year and a sheet for each document${reason}`,
  async () => {
    const home = newHome()
    const hostile = '<script>document.title="bad"</script>'
    await renew(home, ['add', 'me', '--expires', '2026-12-31', '--holder', 'Li Na', '--number', 'N12345678'])
    await renew(home, ['edit', 'me', '--method', 'in-person', '--appointment', '2026-12-15 10:30'])
    await renew(home, [
      'add',
      'passport',
      '--guide',
      'passport',
      '--expires',
      '2027-06-10',
      '--holder',
      'Li Na',
    ])
    await renew(home, ['add', hostile, '--guide', 'generic', '--expires', '2027-03-03'])
    const folder = newFolder()
    const page = path.join(folder, 'documents.html')
    expect((await renew(home, ['report', '--html', page])).code).toBe(0)
    const address = pathToFileURL(page).href

    const dom = chromium(folder, '--dump-dom', address)
    expect(dom).toContain('<title>My documents</title>')
    expect(dom).not.toContain('<script')
    // What a browser understood is what was written.
    const tags = (text: string) => [...text.matchAll(/<(\/?\w+)/g)].map(([, tag]) => tag).slice(0, 400)
    expect(tags(dom.slice(dom.indexOf('<body')))).toEqual(
      tags(readFileSync(page, 'utf8').slice(readFileSync(page, 'utf8').indexOf('<body'))),
    )

    const pdf = path.join(folder, 'documents.pdf')
    chromium(folder, `--print-to-pdf=${pdf}`, '--no-pdf-header-footer', address)
    expect(readFileSync(pdf, 'latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(4)

    const picture = path.join(folder, 'phone.png')
    chromium(folder, `--screenshot=${picture}`, '--window-size=500,2000', address)
    expect(statSync(picture).size).toBeGreaterThan(10_000)
  },
  40_000,
)
