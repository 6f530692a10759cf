import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newHome, renew } from '../world.ts'

const sequences = (text: string) => [...text.matchAll(/^SEQUENCE:(\d+)/gm)].map(([, value]) => Number(value))

test.each(['csv', 'json', 'xlsx'])(
  'SEQUENCE does not fall in a home rebuilt from an export as %s',
  async format => {
    const home = newHome()
    await renew(home, ['add', 'Passport', '--expires', '2027-05-01'])
    for (const date of ['2027-06-01', '2027-07-01'])
      await renew(home, ['edit', 'Passport', '--expires', date])
    const before = sequences((await renew(home, ['export', '--format', 'ics'])).stdout)
    expect(Math.min(...before)).toBe(2)
    const file = path.join(path.dirname(home), `cards.${format}`)
    mkdirSync(path.dirname(home), { recursive: true })
    await renew(home, ['export', file])
    const rebuilt = newHome()
    expect((await renew(rebuilt, ['import', file])).stdout).toMatch(/^1 new/)
    expect(sequences((await renew(rebuilt, ['export', '--format', 'ics'])).stdout)).toEqual(before)
    expect((await renew(rebuilt, ['import', file])).stdout).toMatch(/^0 new, 1 unchanged/)
    await renew(rebuilt, ['edit', 'Passport', '--expires', '2027-08-01'])
    expect(Math.min(...sequences((await renew(rebuilt, ['export', '--format', 'ics'])).stdout))).toBe(3)
  },
)
