import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../src/commands/index.ts'
import { en } from '../words.ts'

const CODE = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.startsWith('messages'))
  .map(file => readFileSync(`src/${file}`, 'utf8'))
  .join('\n')

const LITERALS = new Set([...CODE.matchAll(/'([\w./+-]+)'/g)].map(([, text]) => text!))

/** The keys that templates in the code can make, such as `stage.${stage}`. */
const TEMPLATES = [...CODE.matchAll(/`([a-z-]+\.[\w./-]*\$\{[^`]*)`/g)].map(([, template]) => {
  const fixed = template!
    .split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)
    .map(part => part.replaceAll(/[.+*?()|[\]]/g, '\\$&'))
  return new RegExp(`^${fixed.join('.+')}$`)
})

/** The keys of what commands do: `list.about`, and below others `timer.install`. */
const BELOW = [...CODE.matchAll(/^ +(\w+)(?:: (?:command\(|\w+,)|,$)/gm)].map(([, name]) => name!)
const ABOUT = new Set(
  Object.keys(COMMANDS).flatMap(name => [`${name}.about`, ...BELOW.map(below => `${name}.${below}`)]),
)

/** Whether an error of this code is raised, for the texts of an error and its hint. */
const isRaised = (key: string): boolean => LITERALS.has(/^error\.([\w-]+)/.exec(key)?.[1] ?? '')

test('every text is used', () => {
  const unused = Object.keys(en.texts).filter(
    key =>
      !LITERALS.has(key) &&
      !ABOUT.has(key) &&
      !(key.startsWith('error.') ? isRaised(key) : TEMPLATES.some(template => template.test(key))),
  )
  expect(unused).toEqual([])
})
