import { describe, expect, test } from 'vitest'
import type { CommandSpec } from '../../src/commands/command.ts'
import { COMMANDS, type CommandName } from '../../src/commands/index.ts'
import { TOPICS } from '../../src/commands/topics.ts'
import { widthOf } from '../../src/text/width.ts'
import { newHome, renew } from '../world.ts'

/** The words of every command, those below others too, and of `renew` itself. */
async function everyPath(): Promise<string[][]> {
  const paths: string[][] = [[]]
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    const spec: CommandSpec = (await COMMANDS[name].load()).default
    paths.push([name], ...Object.keys(spec.commands ?? {}).map(below => [name, below]))
  }
  return paths
}

describe('help fits the screen', () => {
  test.each(['en', 'zh', 'ru', 'kk'].flatMap(lang => [60, 80, 100].map(width => [lang, width] as const)))(
    'in %s at %i columns, in no line wider',
    async (lang, width) => {
      const tooWide: string[] = []
      for (const words of await everyPath()) {
        const { code, stdout } = await renew(newHome(), [...words, '--help', '--lang', lang], {
          terminal: { width },
        })
        expect(code).toBe(0)
        tooWide.push(...stdout.split('\n').filter(line => widthOf(line) > width))
      }
      expect(tooWide).toEqual([])
    },
  )

  test('and no line begins with a mark that belongs to the one before', async () => {
    for (const words of await everyPath()) {
      const { stdout } = await renew(newHome(), [...words, '--help', '--lang', 'zh'], {
        terminal: { width: 60 },
      })
      expect(stdout).not.toMatch(/^ *[，。、；：！？）》”」]/m)
    }
  })
})

test("examples use names of the reader's language", async () => {
  const all: Record<string, string> = {}
  for (const lang of ['en', 'zh', 'ru', 'kk']) {
    all[lang] = ''
    for (const words of await everyPath())
      all[lang] += (await renew(newHome(), [...words, '--help', '--lang', lang])).stdout
    expect(all[lang]).not.toMatch(/\{|\}/)
    if (lang !== 'en') expect(all[lang]).not.toMatch(/\b(me|my card|Li Na|Anna)\b/)
  }
  expect(all.ru).toContain('renew done мой --expires')
  expect(all.zh).toContain('renew list --holder "李娜"')
})

test('Chinese help has no English but codes, commands and names', async () => {
  const found = new Set<string>()
  for (const words of await everyPath()) {
    const { stdout } = await renew(newHome(), [...words, '--help', '--lang', 'zh'], {
      terminal: { width: 80 },
    })
    const [prose = ''] = stdout.split('示例：')
    for (const [, name] of prose.matchAll(/[<[]([a-z]+)(?:\.\.\.)?[>\]]/g)) found.add(name!)
    expect(prose, words.join(' ')).not.toMatch(/\boptions\b|choices:|default:|： /)
  }
  expect([...found]).toEqual([])
})

describe('help of a command', () => {
  test.each([
    [
      ['help', 'add'],
      ['add', '--help'],
    ],
    [
      ['help', 'timer', 'install'],
      ['timer', 'install', '--help'],
    ],
    [
      ['timer', 'help', 'install'],
      ['timer', 'install', '--help'],
    ],
    [
      ['guide', 'help'],
      ['guide', '--help'],
    ],
    [['help', 'help'], ['--help']],
    [
      ['--lang', 'zh', 'help', 'add'],
      ['add', '--help', '--lang', 'zh'],
    ],
  ])('%j is the same as %j', async (words, same) => {
    const said = await renew(newHome(), words)
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout).toBe((await renew(newHome(), same)).stdout)
  })

  test.each([
    [['help', 'stauts'], 'renew status'],
    [['help', 'timer', 'instal'], 'renew timer install'],
    [['help', 'exit-code'], 'renew help exit-codes'],
    [['timer', 'help', 'instal'], 'renew timer install'],
    [['timer', 'instal', '--help'], 'renew timer install'],
  ])('%j names the nearest command, exit 2', async (words, nearest) => {
    const said = await renew(newHome(), words)
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toContain(nearest)
  })

  test.each([
    ['dates', 'Dates and periods', 'calendar months'],
    ['даты', 'Dates and periods', 'calendar months'],
    ['reminders', 'When reminders come', 'lead'],
    ['scripts', 'Scripts and JSON', '"schema":1'],
    ['exit-codes', 'Exit codes', '130  interrupted'],
    ['environment', 'Environment variables', 'RENEW_HOME'],
    ['files', 'Files', 'cards.json'],
  ])('renew help %s explains a topic', async (topic, title, text) => {
    const said = await renew(newHome(), ['help', topic])
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout.split('\n')[0]).toBe(title)
    expect(said.stdout).toContain(text)
  })

  test.each(['en', 'zh', 'ru', 'kk'] as const)(
    'lists the topics in %s, and each can be read by its name there, in no line wider than the screen',
    async lang => {
      const read = async (topic: string) => {
        const said = await renew(newHome(), ['help', topic, '--lang', lang], { terminal: { width: 60 } })
        expect(said).toMatchObject({ code: 0, stderr: '' })
        return said.stdout
      }
      const list = await read('topics')
      const names = [...list.matchAll(/^ {2}(\S+) +(.+)$/gm)]
      expect(names).toHaveLength(TOPICS.length)
      for (const [, name, title] of names) expect((await read(name!)).split('\n')[0]).toBe(title)
      const all = [list, ...(await Promise.all(TOPICS.map(read)))].join('\n')
      expect(all.split('\n').filter(line => widthOf(line) > 60)).toEqual([])
      expect(all).not.toMatch(/^ *[，。、；：！？）》”」]/m)
    },
  )

  test('that is longer than the screen goes through the pager', async () => {
    let paged = ''
    const page = async (_: string, text: string) => {
      paged = text
      return true
    }
    const { stdout } = await renew(newHome(), ['add', '--help'], {
      terminal: { width: 80, height: 20 },
      env: { PAGER: 'less' },
      io: { page },
    })
    expect(stdout).toBe('')
    expect(paged).toContain('--expires')
  })
})
