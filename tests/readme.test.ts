import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CHANNELS } from '../src/channels/index.ts'
import { COMMANDS } from '../src/commands/index.ts'
import { newHome, renew } from './world.ts'

const READMES = [
  { file: 'README.md', locale: 'en_US.UTF-8' },
  { file: 'README.zh.md', locale: 'zh_CN.UTF-8' },
  { file: 'README.ru.md', locale: 'ru_RU.UTF-8' },
  { file: 'README.kk.md', locale: 'kk_KZ.UTF-8' },
]

const blocksOf = (readme: string): string[] =>
  [...readme.matchAll(/```console\n([\s\S]*?)```/g)].map(match => match[1]!)

const commandsOf = (block: string): string[] =>
  block
    .split('\n')
    .filter(line => line.startsWith('$ '))
    .map(line => line.slice(2))

/** The commands between backticks and in the blocks, in the order of the text, except plain `renew`. */
const typedIn = (readme: string): string[] =>
  [...readme.matchAll(/`(renew [^`]*)`|^\$ (renew .+)$/gm)].map(match => match[1] ?? match[2]!)

/** Splits a command line as a shell does; the READMEs use double quotes only. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(match => match[1] ?? match[2]!).slice(1)

const isOption = (word: string): boolean => word.startsWith('--')

/** The options that a help lists. */
const optionsIn = (help: string): string[] => help.match(/--[a-z][a-z-]*/g) ?? []

/** The command of a line and its options, without names, dates and texts, which each language has its own. */
const shapeOf = (command: string): string => {
  const words = wordsOf(command)
  return [words[0], ...words.filter(isOption)].join(' ')
}

describe.each(READMES)('$file', ({ file, locale }) => {
  const readme = readFileSync(file, 'utf8')
  /** A terminal of 80 columns, on the day of the example. */
  const then = { now: '2026-12-07T10:00:00+05:00', terminal: { width: 80 }, env: { LANG: locale } }
  const helpOf = async (words: readonly string[]): Promise<string> =>
    (await renew(newHome(), [...words, '--help'], then)).stdout

  test('its sample screens are the output of the program', async () => {
    const screens = blocksOf(readme).filter(block => !/^(\$ .*\n)+$/.test(block))
    expect(screens).not.toEqual([])
    for (const block of screens) {
      const home = newHome()
      let shown = ''
      for (const command of commandsOf(block)) {
        const { code, stdout } = await renew(home, wordsOf(command), then)
        expect({ command, code }).toEqual({ command, code: 0 })
        shown = stdout
      }
      const screen = block.slice(block.lastIndexOf('$ ')).split('\n').slice(1).join('\n')
      expect(screen).toBe(shown.replace(/[ \t]+$/gm, ''))
    }
  })

  test('every command in it exists, with its options', async () => {
    const typed = [...new Set(typedIn(readme))]
    expect(typed.length).toBeGreaterThan(30)
    for (const command of typed) {
      const words = wordsOf(command)
      const { code, stderr } = await renew(newHome(), [...words, '--help'], then)
      expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: '' })
      const known = [...optionsIn(await helpOf(words.filter(word => !word.startsWith('-')))), '--help']
      expect({ command, unknown: words.filter(isOption).filter(word => !known.includes(word)) }).toEqual({
        command,
        unknown: [],
      })
    }
  })

  test('every option that it names alone exists', async () => {
    const helps = await Promise.all([
      ...Object.keys(COMMANDS).map(name => helpOf([name])),
      ...['install', 'print'].map(name => helpOf(['timer', name])),
      ...Object.keys(CHANNELS).map(kind => helpOf(['channel', 'add', kind])),
    ])
    const known = new Set(helps.flatMap(optionsIn))
    const named = [...readme.matchAll(/`(--[a-z][a-z-]*)/g)].map(match => match[1]!)
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter(option => !known.has(option))).toEqual([])
  })

  test('it names every kind of channel', () => {
    for (const kind of Object.keys(CHANNELS)) expect(readme).toContain(`\`${kind}\``)
  })

  test('its links lead to files, and its first lines to the other languages', () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(match => match[1]!)
    const heads = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, head]) => `#${head!.toLowerCase()}`)
    const isFound = (link: string): boolean =>
      link.startsWith('https://') || (link.startsWith('#') ? heads.includes(link) : existsSync(link))
    expect(links.filter(link => !isFound(link))).toEqual([])
    const top = readme.split('\n').slice(0, 4).join('\n')
    for (const other of READMES) if (other.file !== file) expect(top).toContain(`](${other.file})`)
  })
})

describe('the READMEs', () => {
  const english = readFileSync('README.md', 'utf8')

  test.each(READMES)(
    'name the same commands with the same options, in the same order ($file)',
    ({ file }) => {
      expect(typedIn(readFileSync(file, 'utf8')).map(shapeOf)).toEqual(typedIn(english).map(shapeOf))
    },
  )

  test.each(READMES)('have the same sections, tables and points ($file)', ({ file }) => {
    const outline = (readme: string): string[] => readme.match(/^(#+ |\||- |```\w*)/gm) ?? []
    expect(outline(readFileSync(file, 'utf8'))).toEqual(outline(english))
  })
})
