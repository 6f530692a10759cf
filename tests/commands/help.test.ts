import { describe, expect, test } from 'vitest'
import type { CommandSpec } from '../../src/commands/command.ts'
import { COMMANDS, type CommandName } from '../../src/commands/index.ts'
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
    [['timer', 'help', 'instal'], 'renew timer install'],
    [['timer', 'instal', '--help'], 'renew timer install'],
  ])('%j names the nearest command, exit 2', async (words, nearest) => {
    const said = await renew(newHome(), words)
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toContain(nearest)
  })

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
