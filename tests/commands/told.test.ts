import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

const LOST = ['--name', 'lost', '--run', '/nonexistent/prog']

test('why a channel fails is said in the reader’s language, and never translated for programs', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  const zh = (argv: string[]) => renew(home, [...argv, '--lang', 'zh'])
  expect((await zh(['channel', 'add', 'command', ...LOST])).stderr).toContain(
    '无法运行 /nonexistent/prog（ENOENT）',
  )
  await renew(home, ['channel', 'add', 'command', ...LOST, '--no-test'])
  const english = '/nonexistent/prog cannot be run (ENOENT)'
  const { stdout } = await renew(home, ['remind', '--json', '--lang', 'zh'])
  expect(JSON.parse(stdout)).toMatchObject({ failed: [{ error: english }] })
  for (const argv of [['remind'], ['status'], ['channel', 'list'], ['channel', 'test', 'lost'], ['doctor']]) {
    const said = await zh(argv)
    expect(said.stdout + said.stderr, argv.join(' ')).toContain('无法运行 /nonexistent/prog')
    expect(said.stdout + said.stderr, argv.join(' ')).not.toContain('cannot be run')
  }
  expect(await answer(home, ['channel', 'list', '--lang', 'zh'])).toMatchObject({
    channels: [{ error: english }],
  })
  // What an older renew has written down is said in the same way.
  expect(readFileSync(`${home}/ledger.json`, 'utf8')).toContain(english)
  expect((await renew(home, ['status'])).stderr).toContain(english)
})

test('so is what is wrong with a file', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  mkdirSync(`${home}/guides`, { mode: 0o700 })
  writeFileSync(`${home}/guides/mine.json`, '{"schema":1,"lead":5,"colour":1}')
  const checked = await renew(home, ['guide', 'validate', `${home}/guides/mine.json`, '--lang', 'zh'])
  expect(checked.stdout).toMatch(/缺少此项/)
  expect(checked.stdout).toMatch(/lead\t类型不对：应为 Object，实为 5/)
  expect(checked.stdout).toMatch(/colour\t指南中没有这个键/)
  const cards = readFileSync(`${home}/cards.json`, 'utf8')
  writeFileSync(`${home}/cards.json`, cards.replaceAll('"lead":null', '"lead":"1m"'))
  const refused = await renew(home, ['doctor', '--accept', '--lang', 'zh'])
  expect(refused.stderr).toContain('lead：须为时长，如 2w 或 P1M')
})

test('so is why a guide or working days of one’s own are not taken, wherever that is told', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--guide', 'kz/registration-card'])
  mkdirSync(`${home}/guides/kz`, { recursive: true })
  mkdirSync(`${home}/workdays`)
  writeFileSync(`${home}/guides/kz/registration-card.json`, '{"schema":1}')
  writeFileSync(`${home}/workdays/KZ.json`, '{"2026":{"off":["2026-13-01"]}}')
  for (const argv of [['remind', '--dry-run'], ['remind'], ['status'], ['show', 'me'], ['doctor']]) {
    const inEnglish = await renew(home, argv)
    const english = inEnglish.stdout + inEnglish.stderr
    expect(english, argv.join(' ')).toContain('registration-card.json: id: is missing')
    expect(english, argv.join(' ')).toContain('KZ.json: 2026.off[0]: must be a date as YYYY-MM-DD')
    const inChinese = await renew(home, [...argv, '--lang', 'zh'])
    const chinese = inChinese.stdout + inChinese.stderr
    expect(chinese, argv.join(' ')).toContain('registration-card.json: id: 缺少此项')
    expect(chinese, argv.join(' ')).toContain('KZ.json: 2026.off[0]: 须为形如 YYYY-MM-DD 的日期')
  }
  // What is to be typed next tells every fault of the guide.
  const guide = `${home}/guides/kz/registration-card.json`
  expect((await renew(home, ['doctor'])).stdout).toContain(`renew guide validate ${guide}`)
  expect((await renew(home, ['guide', 'validate', guide])).stdout).toContain('title\tis missing')
})
