import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newHome, renew } from '../world.ts'

/** The data of a home, as text: everything but the logs of changes and the counts. */
function dataOf(home: string): string {
  const read = (name: string) => {
    try {
      return JSON.parse(readFileSync(`${home}/${name}.json`, 'utf8'))
    } catch {
      return {}
    }
  }
  const { cards = [] } = read('cards')
  const { values = {}, channels = {} } = read('settings')
  const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
  return JSON.stringify({ cards, values: set, channels })
}

const NAMES = ['a', 'b', 'c']
const name = fc.constantFrom(...NAMES)
const day = fc.integer({ min: 1, max: 28 }).map(one => `2027-03-${String(one).padStart(2, '0')}`)
const step = fc.oneof(
  fc.tuple(name, day).map(([card, on]) => ['add', card, '--expires', on]),
  fc.tuple(name, fc.string({ maxLength: 5 })).map(([card, note]) => ['edit', card, '--note', `n${note}`]),
  fc.tuple(name, day).map(([card, on]) => ['done', card, '--expires', on.replace('2027', '2028'), '--yes']),
  name.map(card => ['remove', card, '--yes']),
  name.map(card => ['tick', card, 'passport']),
  name.map(it => ['channel', 'add', 'command', '--run', '/bin/cat', '--name', it, '--no-test']),
  name.map(it => ['channel', 'remove', it, '--yes']),
  fc.constantFrom('zh', 'en', '').map(code => ['config', 'set', 'lang', code]),
  fc.constantFrom('1d,0d', '2d').map(list => ['config', 'set', 'milestones', list]),
  fc.constant(['config', 'unset', 'milestones']),
  fc.constant(['import', 'LIST', '--yes']),
  fc.constant(['backup', 'BACKUP', '--force']),
  fc.constantFrom('BACKUP', 'cards.before', 'settings.before').map(from => ['restore', from, '--yes']),
)

test('undo gives back each earlier state of cards, settings and channels, one by one', async () => {
  let undone = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 16 }), async steps => {
      const home = newHome()
      const list = `${home}.csv`
      writeFileSync(list, 'name,expires\nd,2027-05-01\ne,2027-06-01\n')
      const states = [dataOf(home)]
      for (const argv of steps) {
        await renew(
          home,
          argv.map(word => ({ LIST: list, BACKUP: `${home}.backup.json` })[word] ?? word),
        )
        const state = dataOf(home)
        if (state !== states.at(-1)) states.push(state)
      }
      expect(dataOf(home)).toBe(states.pop())
      for (const state of states.reverse()) {
        const { code, stderr } = await renew(home, ['undo', '--yes'])
        expect([code, stderr.includes('renew: ')]).toEqual([0, false])
        expect(dataOf(home)).toBe(state)
        undone++
      }
      expect((await renew(home, ['undo', '--yes'])).code).toBe(1)
    }),
    { numRuns: 20 },
  )
  expect(undone).toBeGreaterThan(10)
})
