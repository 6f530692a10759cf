import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newHome, renew } from './world.ts'

const readme = readFileSync('README.md', 'utf8')
const blocks = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].map(match => match[1]!)
const commandsOf = (block: string): string[] =>
  block
    .split('\n')
    .filter(line => line.startsWith('$ '))
    .map(line => line.slice(2))

/** Splits a command line as a shell does; the README uses double quotes only. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(match => match[1] ?? match[2]!).slice(1)

/** A terminal of 80 columns, on the day of the README's example. */
const THEN = { now: '2026-12-07T10:00:00+05:00', terminal: { width: 80 } }

describe('README', () => {
  test('its first screen is the output of the program', async () => {
    const home = newHome()
    const [first] = blocks
    let shown = ''
    for (const command of commandsOf(first!)) {
      const { code, stdout } = await renew(home, wordsOf(command), THEN)
      expect({ command, code }).toEqual({ command, code: 0 })
      shown = stdout
    }
    const screen = first!.slice(first!.lastIndexOf('$ ')).split('\n').slice(1).join('\n')
    expect(screen).toBe(shown.replace(/[ \t]+$/gm, ''))
  })

  test('every command in it exists, with its options', async () => {
    const named = [...readme.matchAll(/`(renew [^`]*)`/g)].map(match => match[1]!)
    const typed = [...new Set([...named, ...blocks.flatMap(commandsOf)])].filter(
      command => command !== 'renew',
    )
    expect(typed.length).toBeGreaterThan(15)
    for (const command of typed) {
      const words = wordsOf(command)
      const { code, stderr } = await renew(newHome(), [...words, '--help'], THEN)
      expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: '' })
      for (const option of words.filter(word => word.startsWith('--'))) {
        const { stdout } = await renew(
          newHome(),
          [...words.filter(word => !word.startsWith('-')), '--help'],
          THEN,
        )
        expect({ command, option, known: stdout.includes(option) }).toEqual({ command, option, known: true })
      }
    }
  })
})
