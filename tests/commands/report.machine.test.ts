import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { newFolder } from '../folders.ts'
import { newHome, renew } from '../world.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const DARK = '--blink-settings=preferredColorScheme=0'
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
  },
  40_000,
)

test.skipIf(CHROMIUM === undefined)(
  `axe finds nothing on the page, and it fits a phone and a laptop, light and dark, in every language${reason}`,
  async () => {
    const home = newHome()
    for (const [name, expires, guide, ...more] of [
      [
        'me',
        '2026-12-31',
        'kz/registration-card',
        '--holder',
        'Li Na',
        '--method',
        'in-person',
        '--note',
        'x',
      ],
      ['李娜的护照', '2027-06-10', 'passport', '--holder', 'Li Na'],
      ['x'.repeat(80), '2026-11-01', 'work-permit', '--yes'],
      ['مرحبا', '2027-01-10', 'lease'],
      ['diploma', 'permanent', 'generic'],
    ] as const)
      await renew(home, ['add', name, '--expires', expires, '--guide', guide, ...more])
    await renew(home, ['done', 'x'.repeat(80), '--expires', '2027-11-01', '--yes'])
    const folder = newFolder()
    const page = path.join(folder, 'documents.html')
    const check = `<script>${readFileSync(AXE, 'utf8')}</script><script>axe.run(document).then(({ violations }) => {
      const found = violations.map(({ id, nodes }) => id + ': ' + nodes[0].html)
      if (document.documentElement.scrollWidth > innerWidth) found.push('wider than ' + innerWidth)
      parent.postMessage(JSON.stringify(found.concat('checked')), '*')
    })</script></body>`
    for (const [lang, width, ...scheme] of [
      ['en', 390, DARK],
      ['zh', 1280],
      ['ru', 390],
      ['kk', 1280, DARK],
    ] as const) {
      expect((await renew(home, ['report', '--html', page, '--force', '--lang', lang])).code).toBe(0)
      const unlocked = readFileSync(page, 'utf8').replace(/<meta http-equiv[^>]*>/, '')
      writeFileSync(page, unlocked.replace('</body>', check))
      // A window cannot be as narrow as a phone; a frame can.
      const frame = path.join(folder, 'frame.html')
      writeFileSync(
        frame,
        `<title></title><script>onmessage = ({ data }) => { document.title = data }</script>
        <iframe src="documents.html" width="${width}" height="900"></iframe>`,
      )
      const how = ['--window-size=1400,1000', '--virtual-time-budget=20000', ...scheme]
      const dom = chromium(folder, ...how, '--dump-dom', pathToFileURL(frame).href)
      expect([lang, /<title>(.*)<\/title>/.exec(dom)![1]]).toEqual([lang, '["checked"]'])
    }
  },
  90_000,
)
