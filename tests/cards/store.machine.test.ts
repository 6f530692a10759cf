import path from 'node:path'
import { expect, test } from 'vitest'
import { CardStore } from '../../src/cards/store.ts'
import { newFolder } from '../folders.ts'
import { diskIo, pathsIn } from '../storage/counter.ts'
import { buildWorker, finish } from '../storage/processes.ts'

test('cards that processes add at the same time are all there', async () => {
  const worker = await buildWorker()
  const home = path.join(newFolder(), 'home')
  const store = new CardStore(diskIo(), pathsIn(home))
  const names = Array.from({ length: 6 }, (_, who) => Array.from({ length: 5 }, (_, n) => `${who}x${n}`))
  const runs = await Promise.all(
    names.map(words => finish([process.execPath, worker, home, 'add', ...words])),
  )
  expect(runs.map(run => run.code)).toEqual(names.map(() => 0))
  expect(
    store
      .cards()
      .map(card => card.name)
      .sort(),
  ).toEqual(names.flat().sort())
  expect(store.changes()).toHaveLength(30)
})
