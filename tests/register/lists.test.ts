import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newFolder } from '../folders.ts'
import { cardsIn, differences, importList, LISTS, TRUTH, truthOf } from './list-truth.ts'

const lists = readdirSync(TRUTH).map(name => name.replace(/\.txt$/, ''))

test.each(lists)('%s gives the cards a person wants', async list => {
  const folder = newFolder()
  const home = path.join(folder, 'home')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, list)
  copyFileSync(path.join(LISTS, list), file)
  const truth = truthOf(list)
  const { commands, said } = await importList(home, file, truth.options)
  const texts = said.map(({ stdout, stderr }) => stdout + stderr)
  expect(texts.join()).not.toMatch(/hunter2|s3cret/)
  const found = commands === 0 ? [] : differences(truth.rows, await cardsIn(home))
  const isRight =
    truth.commands === 'refused'
      ? commands === 0 || found.length === 0
      : truth.commands.includes(String(commands || 'x')) && found.length === 0
  const report = [`commands: ${commands}, wanted: ${truth.commands}`, ...found, ...texts].join('\n')
  expect(isRight, report).toBe(true)
})
