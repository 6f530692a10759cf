import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseArgv } from '../../src/commands/argv.ts'
import { aboutKey, allOptions, type CommandSpec, valueKindOf } from '../../src/commands/command.ts'
import { COMMANDS, type CommandName } from '../../src/commands/index.ts'
import { parse } from '../../src/commands/program.ts'
import { Context } from '../../src/context.ts'
import { realIo } from '../../src/io/real-io.ts'
import { loadAllWords } from '../../src/messages/index.ts'
import { en } from '../words.ts'
import { newHome } from '../world.ts'

/** What the parser makes of a command line; the command does not run. */
async function parsed(argv: readonly string[]) {
  const io = {
    ...realIo(path.resolve('bin/renew.js')),
    env: { RENEW_HOME: newHome(), LANG: 'C' },
    canAsk: false,
  }
  const parsedArgv = parseArgv(argv)
  const ctx = await Context.open(io, parsedArgv, loadAllWords)
  return parse(parsedArgv, ctx)
}

/** All commands with their names, those below others too. */
async function everyCommand(): Promise<[string[], CommandSpec][]> {
  const tops = await Promise.all(
    Object.keys(COMMANDS).map(async name => {
      const { default: spec } = await COMMANDS[name as CommandName].load()
      return [[name], spec] as [string[], CommandSpec]
    }),
  )
  return tops.flatMap(([names, spec]) => [
    [names, spec],
    ...Object.entries(spec.commands ?? {}).map(([name, below]): [string[], CommandSpec] => [
      [...names, name],
      below,
    ]),
  ])
}

describe('a command line becomes arguments and options', () => {
  test.each<[string, object, object]>([
    ['close me', { name: ['me'] }, {}],
    ['close me --json --lang zh', { name: ['me'] }, { json: true, lang: 'zh' }],
    ['--json close me', { name: ['me'] }, { json: true }],
    ['close -- --json', { name: ['--json'] }, {}],
    ['status', { name: [] }, {}],
    ['status me you --stage last-day --check', { name: ['me', 'you'] }, { stage: 'last-day', check: true }],
    ['status --on=2027-01-02 --no-color', { name: [] }, { on: '2027-01-02', color: false }],
    ['plan', { name: undefined }, {}],
    ['tick me photo --not-needed', { name: 'me', item: ['photo'] }, { notNeeded: true }],
    ['link me passport --remove', { name: 'me', other: 'passport' }, { remove: true }],
    ['edit me --name you --card-lang zh', { name: ['me'] }, { name: 'you', cardLang: 'zh' }],
    ['import a.csv --map a=b --map c=-', { file: 'a.csv' }, { map: ['a=b', 'c=-'] }],
    ['remove me -y', { name: ['me'] }, { yes: true }],
    ['config set lang zh', { setting: 'lang', value: 'zh' }, {}],
    ['guide', { id: undefined }, {}],
    ['guide new my/guide --force', { id: 'my/guide' }, { force: true }],
    ['channel add ntfy --topic t --no-test', { kind: 'ntfy' }, { topic: 't', test: false }],
    ['channel add ntfy', { kind: 'ntfy' }, { test: true }],
    ['timer install --with cron --at 08:30', {}, { with: 'cron', at: '08:30' }],
  ])('%s', async (line, args, options) => {
    const found = (await parsed(line.split(' ')))!
    expect({ args: found.args, options: found.options }).toEqual({ args, options })
  })

  test('and the command that was typed is found, also below another', async () => {
    const config = (await COMMANDS.config.load()).default
    expect((await parsed(['config', 'get', 'lang']))?.command).toBe(config.commands?.get)
    expect((await parsed(['config', 'list']))?.command).toBe(config.commands?.list)
  })
})

describe('the data of every command', () => {
  test('has a message that says what it does, and an example that begins with renew', async () => {
    for (const [names, spec] of await everyCommand()) {
      expect(en(aboutKey(names)), names.join(' ')).toEqual(expect.any(String))
      expect(spec.example, names.join(' ')).toMatch(/^renew /)
      expect(Boolean(spec.run ?? spec.commands), names.join(' ')).toBe(true)
    }
  })

  test('says what each value is, so that a shell can complete it', async () => {
    const kinds = new Map<string, string | null>()
    for (const [names, spec] of await everyCommand()) {
      for (const [shown, { value }] of Object.entries(spec.args ?? {}))
        kinds.set(`${names.join(' ')} ${shown}`, value)
      for (const [flags, option] of Object.entries(await allOptions(spec)))
        kinds.set(`${names.join(' ')} ${flags}`, valueKindOf(flags, option))
    }
    expect(Object.fromEntries(kinds)).toMatchObject({
      'close [name...]': 'card',
      'status [name...]': 'card',
      'status --holder <name>': 'holder',
      'status --on <date>': 'date',
      'status --all': null,
      'remind --channel <name>': 'channel',
      'add --guide <id>': 'guide',
      'add --links <cards>': 'card',
      'add --lead <period>': 'period',
      'add --note <text>': 'text',
      'channel add <kind>': 'channel-kind',
      'channel test <name>': 'channel',
      'config get <setting>': 'setting',
      'guide new --file <file>': 'file',
      'import <file>': 'file',
      'import -y, --yes': null,
      'restore [copy]': 'copy',
      'tick [item...]': 'item',
    })
  })
})
