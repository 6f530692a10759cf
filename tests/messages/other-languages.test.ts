import { expect, test } from 'vitest'
import { otherLanguageNote } from '../../src/messages/other-languages.ts'
import { newHome, renew } from '../world.ts'

const add = (home: string, name: string, env: Record<string, string>) =>
  renew(home, ['add', name, '--expires', '2026-12-31'], { env })

test('a system in a language that renew does not speak gets one line about it, in that language', async () => {
  const home = newHome()
  const env = { LANG: 'de_DE.UTF-8' }
  expect((await add(home, 'me', env)).stderr).toContain(
    'renew spricht noch kein Deutsch. Verfügbare Sprachen: English, 中文, русский, қазақша',
  )
  expect((await add(home, 'her', env)).stderr).not.toContain('Deutsch')
})

test.each([
  [{ LANG: 'kk_KZ.UTF-8' }, 'дейін жарамды'],
  [{ LANG: 'ru_RU.UTF-8' }, 'действует до'],
  [{ LANG: 'ru_KZ' }, 'действует до'],
])('a system in %o is spoken to in its language', async (env, words) => {
  const said = await add(newHome(), 'me', env)
  expect([said.code, said.stdout]).toEqual([0, expect.stringContaining(words)])
  expect(said.stderr).not.toContain('renew config set lang')
})

test('a language that was chosen, and a locale of none, get no such line', async () => {
  expect((await add(newHome(), 'me', { LANG: 'de_DE.UTF-8', RENEW_LANG: 'en' })).stderr).not.toContain(
    'Deutsch',
  )
  for (const LANG of ['C', 'C.UTF-8', 'POSIX', '', 'constructor', 'en_GB.UTF-8'])
    expect(otherLanguageNote({ LANG })).toBeNull()
})
