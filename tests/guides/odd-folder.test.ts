import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { Guides } from '../../src/guides/guides.ts'
import { readTexts } from '../../src/storage/backup.ts'
import { newFolder } from '../folders.ts'

test.skipIf(process.platform === 'win32')(
  'a folder of guides with links to itself, to others and to everything is listed at once',
  async () => {
    const folder = path.join(newFolder(), 'guides')
    const outside = newFolder()
    mkdirSync(path.join(folder, 'de'), { recursive: true })
    writeFileSync(path.join(folder, 'own.json'), '{}')
    writeFileSync(path.join(folder, 'de', 'visa.json'), '{}')
    writeFileSync(path.join(outside, 'shared.json'), '{}')
    for (const name of ['a', 'b', 'c']) symlinkSync('.', path.join(folder, name))
    symlinkSync('..', path.join(folder, 'de', 'up'))
    symlinkSync('loop', path.join(folder, 'loop'))
    symlinkSync('nowhere', path.join(folder, 'nothing.json'))
    symlinkSync('/', path.join(folder, 'root'))
    symlinkSync(outside, path.join(folder, 'team'))
    const began = performance.now()
    const ids = await new Guides(folder).ownIds()
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(ids.filter(id => !id.startsWith('root/'))).toEqual(['de/visa', 'nothing', 'own', 'team/shared'])
    const { texts } = readTexts(folder, process.getuid?.() ?? null)
    expect(Object.keys(texts).filter(id => !id.startsWith('root/'))).toEqual([
      'de/visa',
      'own',
      'team/shared',
    ])
    expect(performance.now() - began).toBeLessThan(20_000)
  },
)

test('a tree that is too deep or too large is cut off', async () => {
  const folder = newFolder()
  mkdirSync(path.join(folder, 'a/b/c/d'), { recursive: true })
  writeFileSync(path.join(folder, 'a/b/c/deep.json'), '{}')
  writeFileSync(path.join(folder, 'a/b/c/d/deeper.json'), '{}')
  expect(await new Guides(folder).ownIds()).toEqual(['a/b/c/deep'])
  expect(await new Guides(path.join(folder, 'none')).ownIds()).toEqual([])
})
