import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildRenew, run } from '../built-program.ts'
import { newFolder } from '../folders.ts'

/** `script` of util-linux gives a program a real terminal; those of BSD and macOS take other words. */
const hasTerminal = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '')

const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

/** The built program on a terminal, with somebody at the keyboard. */
class Session {
  shown = ''
  readonly left: Promise<number | null>
  readonly #child: ChildProcess
  #read = 0

  constructor(script: string, home: string, argv: readonly string[], size = 'stty cols 100 rows 40; ') {
    const command = [process.execPath, script, ...argv]
      .map(word => `'${word.replaceAll("'", "'\\''")}'`)
      .join(' ')
    const env = {
      PATH: process.env.PATH,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      RENEW_HOME: home,
      RENEW_NOW: '2026-12-01T12:00:00+05:00',
    }
    this.#child = spawn('script', ['-qec', size + command, '/dev/null'], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    children.push(this.#child)
    this.#child.stdout!.setEncoding('utf8').on('data', text => {
      this.shown += text
    })
    this.left = new Promise(resolve => this.#child.on('close', resolve))
  }

  /** Waits until these words are shown, behind what was waited for before. */
  async sees(words: string): Promise<void> {
    for (let left = 400; left > 0; left--) {
      const text = stripVTControlCharacters(this.shown)
      const at = text.indexOf(words, this.#read)
      if (at >= 0) {
        this.#read = at + words.length
        return
      }
      await wait(25)
    }
    throw new Error(`never shown: ${words}\n${stripVTControlCharacters(this.shown).slice(this.#read)}`)
  }

  async types(keys: string): Promise<void> {
    // A prompt that has just been drawn is listening a moment later.
    await wait(100)
    this.#child.stdin!.write(keys)
  }
}

describe.runIf(hasTerminal)('on a terminal (needs script of util-linux)', () => {
  let script: string
  beforeAll(async () => {
    script = await buildRenew()
  }, 60_000)
  const newHome = () => path.join(newFolder(), 'home')
  const cardsIn = (home: string): { name: string; expires: string; snoozed: unknown }[] =>
    existsSync(`${home}/cards.json`) ? JSON.parse(readFileSync(`${home}/cards.json`, 'utf8')).cards : []
  const homeWith = async (...names: string[]): Promise<string> => {
    const home = newHome()
    for (const name of names) {
      const { code, stderr } = await run(script, home, ['add', name, '--expires', '2026-12-31'])
      expect(code, stderr).toBe(0)
    }
    return home
  }

  test('add asks for the date, explains a wrong answer and asks again', async () => {
    const home = await homeWith('SIM card')
    const session = new Session(script, home, ['add', 'passport'])
    await session.sees('Valid until when?')
    await session.types('03/04/2027\r')
    await session.sees('2027-04-03 or 2027-03-04')
    await session.sees('Valid until when?')
    await session.types('\r')
    await session.sees('a date is needed')
    await session.sees('Valid until when?')
    await session.types('31.12.2027\r')
    await session.sees('passport is valid until')
    expect(await session.left).toBe(0)
    expect(cardsIn(home)).toMatchObject([{ name: 'SIM card' }, { name: 'passport', expires: '2027-12-31' }])
  })

  test('done proposes the old expiry and the validity, and takes what the new card says', async () => {
    const home = await homeWith('me')
    const session = new Session(script, home, ['done', 'me'])
    await session.sees('Type what the document says')
    await session.sees('2027-12-31')
    await session.types(`${'\x7f'.repeat(10)}2027-12-20\r`)
    await session.sees('20 Dec 2027')
    expect(await session.left).toBe(0)
    const again = new Session(script, home, ['done', 'me'])
    await again.sees('2028-12-20')
    await again.types('\r')
    expect(await again.left).toBe(0)
    expect(cardsIn(home)).toMatchObject([{ expires: '2028-12-20' }])
  })

  test('done proposes nothing where no validity is known', async () => {
    const home = newHome()
    await run(script, home, ['add', 'pass', '--expires', '2026-12-31', '--guide', 'passport'])
    const session = new Session(script, home, ['done', 'pass'])
    await session.sees('Expiry date of the new document?')
    await session.types('2036-12-30\r')
    expect(await session.left).toBe(0)
    expect(session.shown).not.toContain('2027')
  })

  test('a terminal that does not know its size is asked in whole lines', async () => {
    const home = await homeWith('SIM card')
    const session = new Session(script, home, ['add', 'passport'], '')
    await session.sees('Valid until when? (for example 2026-12-31')
    await session.types('2027-12-31\r')
    expect(await session.left).toBe(0)
  })

  test('import asks what only the owner of the list knows, with examples and choices', async () => {
    const home = newHome()
    const file = `${newFolder()}/staff.csv`
    writeFileSync(file, 'ФИО;Паспорт до;Отдел\nЛи;03/04/2027;Цех 1\nВан;05/06/2027;Цех 2\n')
    const session = new Session(script, home, ['import', file])
    await session.sees('What comes first in the dates of the column "Паспорт до"')
    await session.sees('03/04/2027')
    await session.types('\r')
    await session.sees('left out: Отдел')
    expect(await session.left).toBe(0)
    expect(cardsIn(home)).toMatchObject([{ expires: '2027-04-03' }, { expires: '2027-06-05' }])
  })

  test('yes and no are asked for in the language of the reader', async () => {
    const home = await homeWith('me')
    const session = new Session(script, home, ['config', 'wipe', '--lang', 'zh'])
    await session.sees('○ 是 / ● 否')
    await session.types('\r')
    expect(await session.left).toBe(1)
    expect(cardsIn(home)).toHaveLength(1)
  })

  test('Ctrl-C at a question is exit 130 and changes nothing', async () => {
    const home = newHome()
    const session = new Session(script, home, ['add', 'passport'])
    await session.sees('Valid until when?')
    await session.types('\u0003')
    expect(await session.left).toBe(130)
    expect(existsSync(`${home}/cards.json`)).toBe(false)
    expect(session.shown).not.toMatch(/Error|\n +at /)
  })

  test('the end of the input (Ctrl-D) at a question is no yes: exit 130, and nothing is changed', async () => {
    const home = await homeWith('me')
    for (const [argv, question] of [
      [['add', 'you'], 'What is it?'],
      [['remove', 'me'], 'Remove me'],
      [['channel', 'add', 'telegram', '--no-test'], 'access token?'],
    ] as const) {
      const session = new Session(script, home, argv)
      await session.sees(question)
      await session.types('\u0004')
      expect(await session.left, argv.join(' ')).toBe(130)
      expect(session.shown).not.toMatch(/Error|\n +at /)
      expect(cardsIn(home)).toMatchObject([{ name: 'me' }])
    }
  })

  test('a date far off is asked back: no changes nothing, yes keeps it', async () => {
    const home = await homeWith('SIM card')
    for (const [key, code, cards] of [
      ['n', 1, 1],
      ['y', 0, 2],
    ] as const) {
      const session = new Session(script, home, ['add', 'passport', '--expires', '2062-12-31'])
      await session.sees('Is that right?')
      await session.types(key)
      expect(await session.left).toBe(code)
      expect(cardsIn(home)).toHaveLength(cards)
    }
  })

  test('a missing name is asked for', async () => {
    const home = await homeWith('me')
    const session = new Session(script, home, ['show'])
    await session.sees('Which document?')
    await session.types('me\r')
    await session.sees('31 Dec 2026')
    expect(await session.left).toBe(0)
  })

  test('the beginning of a name is asked back before anything is changed', async () => {
    const home = await homeWith('passport')
    for (const [key, code, snoozed] of [
      ['n', 1, null],
      ['y', 0, { until: '2026-12-03' }],
    ] as const) {
      const session = new Session(script, home, ['snooze', 'pass', '--for', '2d'])
      await session.sees('Do you mean passport?')
      await session.types(key)
      expect(await session.left).toBe(code)
      expect(cardsIn(home)).toMatchObject([{ snoozed }])
    }
  })

  test('undo shows what would come back and asks', async () => {
    const home = await homeWith('me')
    for (const [key, code, cards] of [
      ['n', 1, 1],
      // A command typed in passing is no answer: what stands is No.
      ['clear\r', 1, 1],
      ['hjkl\r', 1, 1],
      ['y', 0, 0],
    ] as const) {
      const session = new Session(script, home, ['undo'])
      await session.sees('removes the record of me')
      await session.sees('Undo it?')
      await session.types(key)
      expect(await session.left).toBe(code)
      expect(cardsIn(home)).toHaveLength(cards)
    }
  })

  test('a channel asks for what it lacks, again after a bad answer, and shows no secret', async () => {
    const home = newHome()
    const session = new Session(script, home, ['channel', 'add', 'telegram', '--no-test'])
    await session.sees('https://core.telegram.org/bots/features#botfather')
    await session.sees('access token?')
    await session.types('hunter22\r')
    await session.sees('it looks like: 110201543:')
    await session.types('4242:SecretSecretSecretSecret\r')
    await session.sees('number of the chat?')
    await session.types('987\r')
    expect(await session.left).toBe(0)
    expect(session.shown).not.toMatch(/SecretSecret|hunter22/)
    expect(JSON.parse(readFileSync(`${home}/settings.json`, 'utf8')).channels.telegram.settings).toEqual({
      token: '4242:SecretSecretSecretSecret',
      chat: '987',
    })
  })

  test('a secret typed into the command is said to stay in the history of the shell', async () => {
    const token = '4242:SecretSecretSecretSecret'
    const session = new Session(script, newHome(), [
      'channel',
      'add',
      'telegram',
      '--token',
      token,
      '--chat',
      '1',
      '--no-test',
    ])
    await session.sees('in the history of your shell')
    expect(await session.left).toBe(0)
  })

  test('of settings of which one is enough the rest may be left empty', async () => {
    const home = newHome()
    const session = new Session(script, home, ['channel', 'add', 'apprise', '--no-test'])
    await session.sees('messages be sent to?')
    await session.types('\r')
    await session.sees('Which Apprise addresses?')
    await session.types('tgram://TOKEN/CHAT\r')
    expect(await session.left).toBe(0)
    expect(JSON.parse(readFileSync(`${home}/settings.json`, 'utf8')).channels.apprise.settings).toEqual({
      urls: 'tgram://TOKEN/CHAT',
    })
  })

  test('what is shown is seen: the next status does not call it unseen', async () => {
    const home = await homeWith('me')
    const env = { RENEW_NOW: '2026-12-01T12:00:00+05:00' }
    await run(script, home, ['remind'], { env })
    expect((await run(script, home, ['status', '--json'], { env })).stdout).toContain('"unseen":true')
    const session = new Session(script, home, [])
    await session.sees('31 Dec 2026')
    expect(await session.left).toBe(0)
    expect((await run(script, home, ['status', '--json'], { env })).stdout).toContain('"unseen":false')
  })
})
