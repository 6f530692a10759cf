import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildRenew, run } from '../built-program.ts'
import { newFolder } from '../folders.ts'
import { renew } from '../world.ts'

const has = (program: string): boolean => spawnSync(program, ['-c', ':']).error === undefined
const hasTmux = spawnSync('tmux', ['-V']).status === 0

/** How each shell starts without the user's files, and how it reads a script. */
const SHELLS = {
  bash: {
    argv: ['bash', '--norc', '--noprofile'],
    source: (file: string) => `source '${file}'`,
    strict: 'set -eu',
  },
  zsh: { argv: ['zsh', '-f'], source: (file: string) => `source '${file}'`, strict: 'set -eu' },
  fish: { argv: ['fish', '--no-config'], source: (file: string) => `source '${file}'`, strict: null },
}
type Shell = keyof typeof SHELLS

const sockets: string[] = []
afterAll(() => {
  for (const socket of sockets) spawnSync('tmux', ['-L', socket, 'kill-server'])
})

/** A shell on the screen of tmux, with somebody at the keyboard. */
class Screen {
  readonly #socket: string

  constructor(argv: readonly string[], env: Record<string, string>, cwd: string) {
    this.#socket = `renew-test-${process.pid}-${sockets.length}`
    sockets.push(this.#socket)
    const set = Object.entries(env).map(([name, value]) => `${name}=${value}`)
    this.#tmux(
      '-f',
      '/dev/null',
      'new-session',
      '-d',
      '-x',
      '110',
      '-y',
      '45',
      '-c',
      cwd,
      ...['env', '-i', ...set, ...argv],
    )
  }

  get shown(): string {
    return this.#tmux('capture-pane', '-p').trimEnd()
  }

  types(text: string): void {
    this.#tmux('send-keys', '-l', '--', text)
  }

  press(...keys: string[]): void {
    this.#tmux('send-keys', ...keys)
  }

  /** Waits until the screen shows it. */
  async sees(what: string | RegExp): Promise<void> {
    for (let left = 200; left > 0; left--) {
      const { shown } = this
      if (typeof what === 'string' ? shown.includes(what) : what.test(shown)) return
      await wait(25)
    }
    throw new Error(`never shown: ${what}\n${this.shown}`)
  }

  /** Clears the line and the screen. */
  async clear(): Promise<void> {
    this.press('C-c', 'C-c')
    await wait(50)
    this.press('C-l')
    await wait(100)
  }

  #tmux(...args: string[]): string {
    return execFileSync('tmux', ['-L', this.#socket, ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TERM: 'xterm-256color' },
    })
  }
}

describe.runIf(hasTmux)('TAB in a real shell (needs tmux)', () => {
  const folder = newFolder()
  const home = path.join(folder, 'home')
  const bin = path.join(folder, 'bin')
  const mark = path.join(folder, 'executed')
  const HOSTILE = [`$(touch ${mark})`, `\`touch ${mark}\``, `it's "me"; !x \\ *`, `a;touch ${mark}`]
  let script: string

  beforeAll(async () => {
    script = await buildRenew()
    mkdirSync(bin)
    const launcher = path.join(bin, 'renew')
    writeFileSync(launcher, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`)
    chmodSync(launcher, 0o755)
    for (const name of ['Li Na', 'Zoé', '护照', 'ВНЖ Анны', ...HOSTILE]) {
      const { code, stderr } = await renew(home, [
        'add',
        '--expires',
        '2027-12-31',
        '--holder',
        'Анна',
        '--',
        name,
      ])
      expect(code, stderr).toBe(0)
    }
    for (const shell of Object.keys(SHELLS))
      writeFileSync(path.join(folder, shell), (await run(script, home, ['completion', shell])).stdout)
  }, 60_000)

  const open = async (shell: Shell, how: { home?: string; strict?: boolean } = {}): Promise<Screen> => {
    const { argv, source, strict } = SHELLS[shell]
    const screen = new Screen(
      argv,
      {
        PATH: `${bin}:${process.env.PATH}`,
        HOME: folder,
        TERM: 'screen',
        LANG: 'C.UTF-8',
        PS1: '> ',
        RENEW_HOME: how.home ?? home,
      },
      folder,
    )
    const file = path.join(folder, shell)
    // Twice, as when a configuration is read again.
    for (const line of [source(file), source(file), how.strict ? strict : null, 'echo rea""dy']) {
      if (line === null) continue
      screen.types(line)
      screen.press('Enter')
    }
    await screen.sees(/^ready$/m)
    await screen.clear()
    return screen
  }

  describe.each(Object.keys(SHELLS) as Shell[])('%s', shell => {
    test.runIf(has(shell))(
      'completes commands, options and names, and runs nothing that a name says',
      async () => {
        const screen = await open(shell)
        const completes = async (typed: string, shown: string | RegExp) => {
          screen.types(typed)
          screen.press('Tab')
          await screen.sees(shown)
          await screen.clear()
        }
        await completes('renew und', 'renew undo')
        await completes('renew done --exp', 'renew done --expires')
        await completes('renew status --holder=А', 'renew status --holder=Анна')
        await completes('renew show Li', /renew show (Li\\ Na|'Li Na') ?/)
        await completes('renew show "Li', 'renew show "Li Na"')
        await completes("renew show 'Li", "renew show 'Li Na'")
        await completes('renew show 护', 'renew show 护照')
        await completes('renew tick Zoé pho', 'renew tick Zoé photo')
        await completes('renew show "it', /show .*it.*me/)
        await completes('renew channel add ntfy --top', 'renew channel add ntfy --topic')
        await completes('renew backup ho', 'renew backup home/')
        // All of them are listed, completed and looked at.
        screen.types('renew show ')
        screen.press(...(shell === 'bash' ? ['Tab', 'Tab'] : ['Tab']))
        await screen.sees(/touch/)
        await screen.clear()
        for (const typed of ['it', '\\$']) {
          screen.types(`renew show ${typed}`)
          screen.press('Tab')
          await screen.sees(/touch|me/)
          screen.press('Enter')
          await screen.sees('31 Dec 2027')
          await screen.clear()
        }
        expect(existsSync(mark)).toBe(false)
        screen.types('echo al""ive')
        screen.press('Enter')
        await screen.sees(/^alive$/m)
      },
      60_000,
    )

    test.runIf(has(shell))('stays silent under set -eu where the documents cannot be read', async () => {
      const damaged = newFolder()
      writeFileSync(path.join(damaged, 'cards.json'), '{')
      const screen = await open(shell, { home: damaged, strict: true })
      screen.types('renew und')
      screen.press('Tab')
      await screen.sees('renew undo')
      await screen.clear()
      screen.types('renew show L')
      screen.press('Tab')
      await wait(500)
      expect(screen.shown.split('\n').filter(line => line !== '')).toEqual([
        expect.stringMatching(/renew show L$/),
      ])
    })
  })
})
