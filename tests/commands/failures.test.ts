import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { inEnglish } from '../../src/error-text.ts'
import { type Failure, failure } from '../../src/failure.ts'
import { said } from '../failures.ts'
import { changeStored } from '../stored.ts'
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
  const { channels } = JSON.parse(readFileSync(`${home}/ledger.json`, 'utf8'))
  expect(channels.lost).toMatchObject({
    error: english,
    reason: { code: 'program-not-run', values: { program: '/nonexistent/prog', code: 'ENOENT' } },
  })
  expect((await renew(home, ['status'])).stderr).toContain(english)
})

test('so is what is wrong with a file', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  mkdirSync(`${home}/guides`, { mode: 0o700 })
  writeFileSync(`${home}/guides/mine.json`, '{"schema":1,"lead":5,"colour":1}')
  const checked = await renew(home, ['guide', 'validate', `${home}/guides/mine.json`, '--lang', 'zh'])
  expect(checked.stdout).toMatch(/缺少此项/)
  expect(checked.stdout).toMatch(/lead\t须为对象（写在花括号内）/)
  expect(checked.stdout).toMatch(/colour\t指南中没有这个键/)
  const cards = readFileSync(`${home}/cards.json`, 'utf8')
  writeFileSync(`${home}/cards.json`, cards.replaceAll('"lead":null', '"lead":"1m"'))
  const refused = await renew(home, ['doctor', '--accept', '--lang', 'zh'])
  expect(refused.stderr).toContain('lead：须为时长，如 2w（2 周）或 1mo（1 个月）')
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
    expect(english, argv.join(' ')).toContain('KZ.json: 2026.off[0]: must be a date such as 2026-12-31')
    const inChinese = await renew(home, [...argv, '--lang', 'zh'])
    const chinese = inChinese.stdout + inChinese.stderr
    expect(chinese, argv.join(' ')).toContain('registration-card.json：id：缺少此项')
    expect(chinese, argv.join(' ')).toContain('KZ.json：2026.off[0]：须为形如 YYYY-MM-DD 的日期')
  }
  rmSync(`${home}/workdays/KZ.json`)
  mkdirSync(`${home}/workdays/KZ.json`)
  expect((await renew(home, ['show', 'me'])).stderr).toContain('KZ.json: not a file')
  // What is to be typed next tells every fault of the guide.
  const guide = `${home}/guides/kz/registration-card.json`
  expect((await renew(home, ['doctor'])).stdout).toContain(`renew guide validate ${guide}`)
  expect((await renew(home, ['guide', 'validate', guide])).stdout).toContain('title\tis missing')
})

describe('why a channel failed, as the ledger has it', () => {
  let home: string
  beforeAll(async () => {
    home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['channel', 'add', 'command', ...LOST, '--no-test'])
  })

  /** What `channel list` says of a channel in this state. */
  async function stateIn(lang: string, state: object): Promise<string> {
    const lost = { failingSince: '2026-11-20T09:07:00+05:00', gone: false, told: null, ...state }
    changeStored(`${home}/ledger.json`, () => ({
      entries: [],
      trying: [],
      lastRun: null,
      channels: { lost },
    }))
    const { code, stdout, stderr } = await renew(home, ['channel', 'list', '--lang', lang])
    expect(code, stderr).toBe(0)
    return stdout.split('\t')[3]!.replace(/^.*2026-11-20(: | 起发送失败：)/, '')
  }

  const refused = { host: 'a.b', said: 'keywords not in content', code: '310000' }
  test.each<[Failure, string, string]>([
    [failure('no-answer', { seconds: 10 }), 'no answer within 10 s', '10 秒内没有回应'],
    [failure('too-slow', { host: 'a.b' }), 'a.b did not answer in time', 'a.b 没有及时回应'],
    [
      failure('http-status', { status: 500, host: 'a.b:81', said: '' }),
      'HTTP 500 from a.b:81',
      'a.b:81 返回 HTTP 500',
    ],
    [
      failure('http-status', { status: 404, host: 'a.b', said: 'no such hook' }),
      'HTTP 404 from a.b: no such hook',
      'a.b 返回 HTTP 404：no such hook',
    ],
    [
      failure('redirect-elsewhere', { status: 302, host: 'a.b', address: 'http://10.0.0.1' }),
      'HTTP 302 from a.b: it redirects to http://10.0.0.1, which renew does not follow',
      'a.b 返回 HTTP 302：要求跳转到 http://10.0.0.1，renew 未予跟随',
    ],
    [
      failure('connection', { host: 'a.b', why: failure('connection-refused'), code: 'ECONNREFUSED' }),
      'a.b: the server refused the connection (ECONNREFUSED)',
      'a.b：服务器拒绝连接（ECONNREFUSED）',
    ],
    [
      failure('not-reached', { host: 'a.b', code: '' }),
      'cannot reach a.b; is the port right?',
      '无法连接 a.b；端口是否正确？',
    ],
    [failure('not-reached', { host: 'a.b', code: 'EX' }), 'cannot reach a.b (EX)', '无法连接 a.b（EX）'],
    [
      failure('refused', { ...refused, why: failure('robot-keyword') }),
      'a.b refused it: keywords not in content (310000); give the keyword of the bot with --keyword',
      'a.b 拒收：keywords not in content（310000）；请用 --keyword 给出机器人的关键词',
    ],
    [
      failure('refused', { ...refused, why: null }),
      'a.b refused it: keywords not in content (310000)',
      'a.b 拒收：keywords not in content（310000）',
    ],
    [
      failure('refused', { host: 'a.b', said: '', code: '9', why: null }),
      'a.b refused it (9)',
      'a.b 拒收（9）',
    ],
    [
      failure('refused', { host: 'a.b', said: 'HTTP error 404', code: null, why: null }),
      'a.b refused it: HTTP error 404',
      'a.b 拒收：HTTP error 404',
    ],
    [
      failure('program-ended', { program: '/opt/my prog', status: 3, said: 'out of paper' }),
      '/opt/my prog ended with 3: out of paper',
      '/opt/my prog 以状态 3 退出：out of paper',
    ],
    [failure('program-killed', { program: 'p', said: '' }), 'p was killed', 'p 被强行终止'],
    [
      failure('program-too-slow', { program: 'p', code: 'TIMEOUT' }),
      'p did not end in time (TIMEOUT)',
      'p 没有及时结束（TIMEOUT）',
    ],
    [
      failure('secret-unreadable', { name: 'url', file: '/a b', why: 'ENOENT' }),
      'the secret "url" cannot be read from /a b (ENOENT)',
      '无法从 /a b 读取密钥“url”（ENOENT）',
    ],
    [
      failure('secret-unreadable', { name: 'url', file: '/a', why: failure('secret-not-small') }),
      'the secret "url" cannot be read from /a (not a small file)',
      '无法从 /a 读取密钥“url”（不是小文件）',
    ],
    [failure('mail-failed', { host: 'm:25', said: 'odd', code: 'EX' }), 'm:25: odd (EX)', 'm:25：odd（EX）'],
    [
      failure('readers-refused', { said: 'a: 550 no', more: 2 }),
      'refused: a: 550 no; 2 more',
      '被拒收：a: 550 no；另有 2 个地址',
    ],
    [
      said('bot was blocked {by} the #user'),
      'bot was blocked {by} the #user',
      'bot was blocked {by} the #user',
    ],
  ])('is said in each language: %j', async (reason, english, chinese) => {
    const state = { error: inEnglish(reason), reason }
    expect(state.error).toBe(english)
    expect(await stateIn('en', state)).toBe(english)
    expect(await stateIn('zh', state)).toBe(chinese)
  })

  const english = 'a.b did not answer in time'
  const reason = { code: 'too-slow', values: { host: 'a.b' } }
  const nested = (depth: number): object =>
    depth === 0 ? reason : { code: 'at', values: { place: 'x', what: nested(depth - 1) } }
  test.each<[string, object]>([
    ['of an earlier version', {}],
    ['with a code of a later version', { reason: { code: 'sunspots', values: {} } }],
    ['with the name of something else', { reason: { code: 'constructor', values: {} } }],
    ['with the code of another failure', { reason: { code: 'silent', values: {} } }],
    ['without values', { reason: { code: 'too-slow' } }],
    ['with values that are null', { reason: { code: 'too-slow', values: null } }],
    ['with a value that is a list', { reason: { code: 'too-slow', values: { host: ['a.b'] } } }],
    ['with a value too few', { reason: { code: 'too-slow', values: {} } }],
    ['nested a thousand times', { reason: nested(1000) }],
    ['that is a number', { reason: 5 }],
    ['that is a text', { reason: 'too-slow' }],
    ['that is null', { reason: null }],
  ])('is shown as it was written where it has a reason %s', async (_, change) => {
    expect(await stateIn('zh', { error: english, ...change })).toBe(english)
    for (const argv of [['status'], ['status', '--json'], ['remind', '--dry-run']]) {
      const { code, stderr } = await renew(home, [...argv, '--lang', 'zh'])
      expect(code, `${argv.join(' ')}: ${stderr}`).toBeLessThan(2)
    }
    // What was printed today is not printed again, though the ledger above does not have it.
    rmSync(`${home}/last-delivery`, { force: true })
    const sent = await renew(home, ['remind', '--lang', 'zh'])
    expect(sent.code, sent.stderr).toBe(4)
    expect(sent.stdout).toContain('31')
  })
})
