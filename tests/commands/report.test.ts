import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { html } from '../../src/text/html.ts'
import { answer, newHome, renew } from '../world.ts'

const ME = ['me', '--expires', '2026-12-31', '--holder', 'Li Na', '--guide', 'kz/registration-card']
const HOSTILE = '<script>alert("x")</script></style>'

async function homeOf(...cards: string[][]): Promise<string> {
  const home = newHome()
  for (const card of cards) expect((await renew(home, ['add', ...card])).stderr).toBe('')
  return home
}

async function pageOf(home: string, ...more: string[]): Promise<string> {
  const { stdout, stderr, code } = await renew(home, ['report', '--html', '-', ...more])
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
  return stdout
}

describe('the page', () => {
  test.each(['en', 'zh', 'ru', 'kk'])('in %s', async lang => {
    const home = await homeOf([...ME, '--number', 'N12345678'])
    await renew(home, ['edit', 'me', '--method', 'in-person', '--appointment', '2026-12-15 10:30'])
    await renew(home, ['tick', 'me', 'photo', '--taken', '2026-11-20'])
    const page = await pageOf(home, '--lang', lang)
    // The id of a card is random, and its times are those of the zone in which the test runs.
    const { cards } = await answer<{ cards: { id: string }[] }>(home, ['list'])
    const shown = page
      .replace(/<style>[\s\S]*<\/style>/, '<style></style>')
      .replaceAll(cards[0]!.id, 'ID')
      .replace(/\d\d:\d\d(?=<\/dd>)/g, 'TIME')
    await expect(shown).toMatchFileSnapshot(`screens/golden/report-${lang}.html`)
    expect(page).toContain(`<html lang="${lang === 'zh' ? 'zh-Hans' : lang}">`)
    expect(page).not.toContain('N12345678')
    expect(page).toContain('••••5678')
  })

  test('needs no network and no script, and has the style for dark screens and for paper', async () => {
    const page = await pageOf(await homeOf(ME))
    expect(page).toContain('content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"')
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\bon\w+=/)
    expect(page).toContain('prefers-color-scheme:dark')
    expect(page).toMatch(/@media print[\s\S]*break-before:page/)
  })

  test('shows hostile texts as texts', async () => {
    const home = await homeOf([
      HOSTILE,
      '--expires',
      '2027-01-31',
      '--holder',
      '" onload="x',
      '--guide',
      'generic',
    ])
    await renew(home, [
      'edit',
      HOSTILE,
      '--note',
      "it's `a` & \u202eb \u05e9\u05dc\u05d5\u05dd",
      '--tags',
      '<b>,</td>',
    ])
    await renew(home, ['tick', HOSTILE, '<img src=x>', '--own'])
    const page = await pageOf(home)
    const [, body] = page.split('</style>')
    expect(page.split('</style>')).toHaveLength(2)
    expect(body).not.toMatch(/<(?:script|img|b>)|\u202e|" onload="/)
    expect(body).toContain('<bdi>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&lt;/style&gt;</bdi>')
    expect(body).toContain('&lt;img src=x&gt;')
    expect(body).toContain('it&#39;s &#96;a&#96; &amp; \\u202eb \u05e9\u05dc\u05d5\u05dd')
    expect(body).toContain('&quot; onload=&quot;x')
  })

  test('has well-formed tags', async () => {
    const page = await pageOf(await homeOf(ME, [HOSTILE, '--expires', '2026-11-30', '--guide', 'passport']))
    const open: string[] = []
    const body = page.slice(page.indexOf('<html')).replace(/<style>[\s\S]*<\/style>/, '')
    for (const [, end, tag] of body.matchAll(/<(\/?)(\w+)(?:\s[^<>]*)?>/g)) {
      if (/^(?:meta|br)$/.test(tag!)) continue
      if (end) expect(open.pop()).toBe(tag)
      else open.push(tag!)
    }
    expect(open).toEqual([])
    const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, id] of body.matchAll(/(?:aria-labelledby="|href="#)([^"]+)"/g)) expect(ids).toContain(id)
  })

  test('has the closed renewals, and leaves out closed documents unless they are named', async () => {
    const home = await homeOf(ME, ['old', '--expires', '2027-01-31', '--guide', 'generic'])
    await renew(home, ['done', 'me', '--expires', '2027-12-31', '--paid', '15000KZT', '--yes'])
    await renew(home, ['close', 'old'])
    const page = await pageOf(home)
    expect(page).toContain('Closed renewals')
    expect(page).toContain('15\u00a0000 KZT')
    expect(page).not.toContain('<bdi>old</bdi>')
    expect(await pageOf(home, 'old')).toContain('<bdi>old</bdi>')
  })

  test('of an empty home says what to do', async () => {
    expect(await pageOf(newHome())).toContain('No documents yet. Add one: renew add')
  })

  test('has no heading above dates that there are not', async () => {
    expect(await pageOf(await homeOf(ME))).toContain('Dates of the year')
    const page = await pageOf(await homeOf(['passport', '--expires', '2035-01-01', '--guide', 'passport']))
    expect(page).toContain('<bdi>passport</bdi>')
    expect(page).not.toContain('Dates of the year')
  })
})

describe('report', () => {
  test('writes the file for the user alone, and replaces one only with --force', async () => {
    const home = await homeOf(ME)
    const file = path.join(path.dirname(home), 'documents.html')
    const said = await renew(home, ['report', '--html', file])
    expect(said).toMatchObject({ code: 0, stdout: '', stderr: `Wrote ${file}: 1 document.\n` })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    writeFileSync(file, 'mine')
    const refused = await renew(home, ['report', '--html', file])
    expect(refused.stderr).toContain('already exists')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect((await renew(home, ['report', '--html', file, '--force'])).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('<!doctype html>')
    expect(existsSync(path.join(path.dirname(home), '-'))).toBe(false)
  })

  test('shows the year on a terminal, and its dates in a pipe', async () => {
    const home = await homeOf(ME, ['lease', '--expires', '2026-11-20', '--guide', 'lease'])
    const { stdout, stderr } = await renew(home, ['report'], { terminal: { width: 80, height: 60 } })
    expect(stdout).toMatchInlineSnapshot(`
      "           12   1     2    3     4     5    6     7     8    9     10    11
        a lease  !···································································
        b me     ~~~~~!······························································

        ! last day or deadline   • appointment   ~ time to prepare

        date             document  what
        Fri 20 Nov 2026  lease     expired
        Thu 31 Dec 2026  me        expires
      "
    `)
    expect(stderr).toBe('For a page to read or print: renew report --html documents.html\n')
    const piped = await renew(home, ['report', '--holder', 'Li Na'])
    expect(piped.stdout).toContain('2026-12-31\tme\texpires\n')
    expect(piped.stdout).not.toContain('lease')
  })

  test('gives the data of the page as JSON', async () => {
    const home = await homeOf([...ME, '--number', 'N12345678'])
    const data = await answer<{ documents: Record<string, unknown>[]; days: object[] }>(home, ['report'])
    const [document] = data.documents
    const show = await answer<{ card: object; status: object; milestones: object[] }>(home, ['show', 'me'])
    expect(document).toMatchObject({ letter: 'a', card: show.card, status: show.status, renewals: [] })
    expect(document!.milestones).toEqual(show.milestones)
    expect(document!.plan).toEqual(await answer(home, ['plan', 'me']))
    expect(data).toMatchObject({ schema: 1, from: '2026-12-01', to: '2027-12-01' })
    expect(JSON.stringify(data)).not.toContain('N12345678')
  })
})

test('a template escapes texts and numbers, and keeps HTML, lists and nothing', () => {
  expect(html`<p title="${'"<&>\''}">${[html`<b>${1}</b>`, null, '\u0007\n']}${null}</p>`.text).toBe(
    '<p title="&quot;&lt;&amp;&gt;&#39;"><b>1</b>\\x07\\n</p>',
  )
})
