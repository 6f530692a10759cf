import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildRenew, run } from '../built-program.ts'
import { newFolder } from '../folders.ts'

const says = (program: string, ...args: string[]): string =>
  spawnSync(program, args, { encoding: 'utf8' }).stdout ?? ''

/** `script` of util-linux gives a program a real terminal; those of BSD and macOS take other words. */
const hasTerminal = /util-linux/.test(says('script', '--version'))
const hasStrace = /strace/.test(says('strace', '--version'))

/** How each shell is started with a file of settings and no others, and a prompt that shows the last exit code. */
const SHELLS = {
  bash: {
    command: (rc: string) => `bash --noprofile --rcfile ${rc} -i`,
    prompt: `PS1='[$?]READY> '`,
    strict: 'set -eu',
  },
  zsh: {
    command: (rc: string) => `env ZDOTDIR=${path.dirname(rc)} zsh -d -i`,
    prompt: `unsetopt prompt_sp prompt_cr zle\nPROMPT='[%?]READY> '`,
    strict: 'setopt err_exit no_unset',
  },
  fish: {
    command: (rc: string) => `fish --private --no-config -C 'source ${rc}'`,
    prompt: `function fish_prompt; printf '[%s]READY> ' $status; end\nfunction fish_greeting; end`,
    strict: '',
  },
} as const

type Shell = keyof typeof SHELLS

const END = 253_402_300_800
const seconds = (): number => Math.floor(Date.now() / 1000)

const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

/** A shell on a terminal, and somebody at the keyboard. */
class Session {
  #shown = ''
  #steps = 0
  readonly left: Promise<unknown>
  readonly #child: ChildProcess

  constructor(shell: Shell, setup: string, wrap = '') {
    const folder = newFolder()
    const rc = path.join(folder, '.zshrc')
    writeFileSync(rc, `${SHELLS[shell].prompt}\n${setup}\n`)
    const env = { PATH: process.env.PATH, HOME: folder, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' }
    const command = `stty cols 200 rows 40; exec ${wrap}${SHELLS[shell].command(rc)}`
    this.#child = spawn('script', ['-qec', command, '/dev/null'], {
      env,
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    children.push(this.#child)
    this.#child.stdout!.setEncoding('utf8').on('data', text => {
      this.#shown += text
    })
    this.left = new Promise(resolve => this.#child.on('close', resolve))
  }

  /** Types a command and returns the prompt that comes after it: `(text) [exit code]`. */
  async prompt(command: string): Promise<string> {
    const mark = `done${++this.#steps}`
    if (this.#steps === 1) await this.#sees(/READY> /)
    // The echo of what is typed does not contain the mark.
    this.#child.stdin!.write(`echo "do""ne${this.#steps}"; ${command}\n`)
    return (await this.#sees(new RegExp(`${mark}[\\s\\S]*?\\n.*?((?:\\([^()]*\\) )?\\[\\d+\\])READY> `)))[1]!
  }

  async exit(): Promise<void> {
    this.#child.stdin!.write('exit\n')
    await this.left
  }

  get shown(): string {
    return stripVTControlCharacters(this.#shown).replaceAll('\r', '\n')
  }

  async #sees(pattern: RegExp): Promise<RegExpExecArray> {
    for (let left = 400; left > 0; left--) {
      const found = pattern.exec(this.shown)
      if (found) return found
      await wait(25)
    }
    throw new Error(`never shown: ${pattern}\n${this.shown}`)
  }
}

let script: string
let home: string
let file: string
beforeAll(async () => {
  script = await buildRenew()
  home = path.join(newFolder(), `it's a $(touch pwned) \`home\``)
  file = path.join(home, 'prompt')
  const added = await run(script, home, [
    'add',
    'old',
    '--expires',
    '2020-01-31',
    '--guide',
    'generic',
    '--yes',
  ])
  expect(added.code, added.stderr).toBe(0)
}, 60_000)

/** What a hostile or damaged file contains; nothing of it may be shown or run. */
const BAD: [string, string][] = [
  ['empty', ''],
  ['of blanks', '\n\n \n'],
  ['cut off in a line', `1\trenew: 1 expired\n${END}`],
  ['cut off after a line', '1\trenew: 1 expired\n'],
  ['older than its last line', '1\trenew: 1 expired\n2\t\n'],
  ['from the future', `${END - 1}\trenew: 1 expired\n${END}\t\n`],
  ['of bytes', '\u0000\u0001\u00ff\ufffd\n'.repeat(20)],
  ['with an octal number', `1\trenew: 1 expired\n08\tx\n${END}\t\n`],
  ['with a number that is a command', `1\tx\na[$(touch pwned)]\tx\n${END}\t\n`],
  ['with a number that is too long', `1\tx\n99999999999999999999999\t\n`],
  ['with a command', `1\t$(touch pwned)\n${END}\t\n`],
  ['with backquotes', `1\t\`touch pwned\`\n${END}\t\n`],
  ['with prompt sequences of zsh', `1\t%F{red}%n\n${END}\t\n`],
  ['with prompt sequences of bash', `1\t\\u\\h\n${END}\t\n`],
  ['with a variable', `1\t\${HOME}\n${END}\t\n`],
  ['with an escape sequence', `1\t\u001b]0;pwned\u0007\n${END}\t\n`],
  ['with a C1 control', `1\t\u009b31mred\n${END}\t\n`],
]

describe.each(Object.keys(SHELLS) as Shell[])('%s', shell => {
  const isThere = hasTerminal && spawnSync(shell, ['--version']).error === undefined

  async function snippet(): Promise<string> {
    const printed = await run(script, home, ['prompt', shell])
    expect(printed.code, printed.stderr).toBe(0)
    return printed.stdout
  }

  const put = (text: string): void => writeFileSync(file, text)

  test.runIf(isThere)(
    'shows what needs action, also when a day begins, and keeps the exit code',
    async () => {
      const session = new Session(shell, await snippet())
      expect(await session.prompt('true')).toBe('(renew: 1 expired) [0]')
      put(`1\trenew: 1 today\n${seconds() + 3}\trenew: 2 expired, 1 today\n${END}\t\n`)
      expect(await session.prompt('false')).toBe('(renew: 1 today) [1]')
      await wait(3500)
      expect(await session.prompt('true')).toBe('(renew: 2 expired, 1 today) [0]')
      put(`1\trenew：2 份已过期、1 份今天须办理\n${END}\t\n`)
      expect(await session.prompt('true')).toBe('(renew：2 份已过期、1 份今天须办理) [0]')
      put(`1\t\n${END}\t\n`)
      expect(await session.prompt('true')).toBe('[0]')
      rmSync(file)
      expect(await session.prompt('true')).toBe('[0]')
      mkdirSync(file)
      expect(await session.prompt('true')).toBe('[0]')
      rmSync(file, { recursive: true })
      spawnSync('mkfifo', [file])
      expect(await session.prompt('true')).toBe('[0]')
      rmSync(file)
      await session.exit()
      expect(session.shown).not.toMatch(/no such file|is a directory|error|warning/i)
    },
    60_000,
  )

  test.runIf(isThere)(
    'shows and runs nothing of a damaged or hostile file',
    async () => {
      const session = new Session(shell, await snippet())
      for (const [what, text] of BAD) {
        put(text)
        expect([what, await session.prompt('true')]).toEqual([what, '[0]'])
      }
      put(`1\trenew: 1 today\n${END}\t\n`)
      expect(await session.prompt('ls')).toBe('(renew: 1 today) [0]')
      expect(await session.prompt(`test -e pwned`)).toBe('(renew: 1 today) [1]')
      await session.exit()
      expect(session.shown).not.toMatch(/syntax|invalid|bad |error|warning|too great/i)
    },
    60_000,
  )

  test.runIf(isThere && shell !== 'fish')(
    'works in a shell that ends at errors and unset variables',
    async () => {
      const text = await snippet()
      const session = new Session(shell, `${SHELLS[shell].strict}\n${text}\n${text}`)
      put(`1\trenew: 1 today\n${END}\t\n`)
      expect(await session.prompt('true')).toBe('(renew: 1 today) [0]')
      expect(await session.prompt('! true')).toMatch(/^\(renew: 1 today\) \[/)
      for (const [what, bad] of BAD) {
        put(bad)
        expect([what, await session.prompt('true')]).toEqual([what, '[0]'])
      }
      rmSync(file)
      expect(await session.prompt('true')).toBe('[0]')
      await session.exit()
    },
    60_000,
  )

  test.runIf(isThere && shell !== 'fish')(
    'stays in a prompt that is set anew each time',
    async () => {
      const anew = {
        bash: [`PROMPT_COMMAND='PS1="[$?]READY> "'`, `PROMPT_COMMAND=(true 'PS1="[\\$?]READY> "')`],
        zsh: [`precmd() { PROMPT="[$?]READY> " }`],
        fish: [],
      }
      for (const setup of anew[shell]) {
        const session = new Session(shell, `${SHELLS[shell].strict}\n${setup}\n${await snippet()}`)
        put(`1\trenew: 1 today\n${END}\t\n`)
        expect(await session.prompt('true')).toBe('(renew: 1 today) [0]')
        expect(await session.prompt('true')).toBe('(renew: 1 today) [0]')
        rmSync(file)
        expect(await session.prompt('true')).toBe('[0]')
        await session.exit()
      }
    },
    60_000,
  )

  test.runIf(isThere && hasStrace)(
    'starts no process',
    async () => {
      const text = await snippet()
      put(`1\trenew: 1 today\n${END}\t\n`)
      /** Returns how many processes a session with some prompts starts. */
      const processes = async (setup: string): Promise<number> => {
        const log = path.join(newFolder(), 'calls')
        const session = new Session(
          shell,
          setup,
          `strace -f -qq -o ${log} -e trace=execve,clone,clone3,fork,vfork `,
        )
        for (let at = 0; at < 5; at++)
          expect(await session.prompt('true')).toBe(setup === '' ? '[0]' : '(renew: 1 today) [0]')
        await session.exit()
        const calls = readFileSync(log, 'utf8').split('\n')
        return calls.filter(line => /(execve|clone3?|v?fork)\(/.test(line) && !line.includes('CLONE_THREAD'))
          .length
      }
      expect(await processes(text)).toBe(await processes(''))
    },
    60_000,
  )
})

test.runIf(hasTerminal)(
  'in bash, what the prompt did before stays, and a prompt of the user may have the text where it wants',
  async () => {
    const printed = await run(script, home, ['prompt', 'bash'])
    writeFileSync(file, `1\trenew: 1 today\n${END}\t\n`)
    const setup = `PROMPT_COMMAND='PS1="(was $?, \${RENEW_PROMPT-}) [0]READY> ";'\n${printed.stdout}`
    const session = new Session('bash', setup)
    expect(await session.prompt('false')).toBe('(was 1, renew: 1 today) [0]')
    await session.exit()
  },
)
