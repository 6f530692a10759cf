import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildWorker, finish, newFolder } from './processes.ts'

let worker = ''
beforeAll(async () => {
  worker = await buildWorker()
})

const node = (home: string, ...words: string[]) => [process.execPath, worker, home, ...words]

test('of 8 processes adding one 20 times at once, no addition is lost', async () => {
  const home = path.join(newFolder(), 'home')
  const runs = await Promise.all(Array.from({ length: 8 }, () => finish(node(home, 'count', '20'))))
  expect(runs.map(run => [run.code, run.stdout, run.stderr])).toEqual(runs.map(() => [0, '', '']))
  expect(JSON.parse((await finish(node(home, 'read'))).stdout)).toEqual({ count: 160, filler: '' })
})
