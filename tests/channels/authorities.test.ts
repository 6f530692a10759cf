import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { authoritiesIn } from '../../src/channels/authorities.ts'
import { newFolder } from '../folders.ts'
import { world } from './fixtures.ts'

const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`

test('authorities of a setting are trusted besides those of NODE_EXTRA_CA_CERTS', async () => {
  const folder = newFolder()
  const [own, extra] = ['own', 'extra'].map(name => {
    const file = path.join(folder, `${name}.pem`)
    writeFileSync(file, pem(name))
    return file
  }) as [string, string]
  const trusted = (env: Record<string, string>) => authoritiesIn(own, world({ env }))
  expect(await trusted({})).toBe(pem('own'))
  expect(await trusted({ NODE_EXTRA_CA_CERTS: extra })).toBe(`${pem('own')}\n${pem('extra')}`)
  expect(await trusted({ NODE_EXTRA_CA_CERTS: path.join(folder, 'none.pem') })).toBe(pem('own'))
})
