import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutSecrets } from '../../src/channels/masks.ts'
import { printable } from '../../src/text/printable.ts'

const html = (text: string) =>
  text.replace(/[&<>"']/g, c => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }[c]};`)
const percent = (text: string) =>
  [...Buffer.from(text)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
const units = (text: string) =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('')

/** How services say a text back. */
const SPELLINGS: Record<string, (text: string) => string> = {
  'as it is': text => text,
  'in small letters': text => text.toLowerCase(),
  'in capital letters': text => text.toUpperCase(),
  'escaped for HTML': html,
  'escaped for HTML by decimal numbers': text => [...text].map(c => `&#${c.codePointAt(0)};`).join(''),
  'escaped for HTML by hexadecimal numbers': text =>
    [...text].map(c => `&#x${c.codePointAt(0)!.toString(16)};`).join(''),
  'in an address': encodeURIComponent,
  'in an address, with small letters': text => encodeURIComponent(text).toLowerCase(),
  'in an address, every byte': percent,
  'in an address, twice': text => encodeURIComponent(encodeURIComponent(text)),
  'in a form': text => new URLSearchParams({ x: text }).toString().slice(2),
  'in JSON': text => JSON.stringify(text).slice(1, -1),
  'in JSON, with slashes escaped': text => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  'in JSON, every character': units,
  'in base64': text => Buffer.from(text).toString('base64'),
  'in base64, after a name': text => Buffer.from(`ann:${text}`).toString('base64'),
  'in base64 for addresses, after a name': text => Buffer.from(`a:${text}`).toString('base64url'),
  'in hexadecimal': text => Buffer.from(text).toString('hex'),
  'broken into lines': text => text.replace(/(.{5})/gu, '$1\r\n '),
  'broken by written line ends': text => text.replace(/(.{5})/gu, '$1\\n'),
}

const SECRETS = [
  'Tk_AgQdq7mVBoFD37zQ',
  'p"a<s>s&w\'o/r=d',
  'a b+c d%20e',
  'пароль-секрет',
  '密码密码密码123',
  '\\back\\slash9',
]

describe.each(Object.entries(SPELLINGS))('a secret %s', (_, spell) => {
  test.each(SECRETS)('is masked: %s', secret => {
    const said = `bad login ${spell(secret)} of ann`
    for (const text of [said, printable(said)]) {
      const clean = withoutSecrets(text, [secret])
      expect(clean).toContain('bad login ')
      expect(clean).toContain('****')
      // Of base64 the first and the last character may hold bits of what stands around.
      for (const part of spell(secret).match(/.{8}/gu) ?? []) expect(clean).not.toContain(part)
      expect(clean.length).toBeLessThan('bad login **** of ann'.length + 12)
    }
  })
})

test('a secret that the end of a text cuts off is masked', () => {
  const secret = 'Tk_AgQdq7mVBoFD37zQ'
  for (let size = 6; size < secret.length; size++) {
    expect(withoutSecrets(`token ${secret.slice(0, size)}…`, [secret])).toBe('token ****…')
    expect(withoutSecrets(`token ${secret.slice(0, size).toLowerCase()}`, [secret])).toBe('token ****')
  }
  expect(withoutSecrets(`the end is Tk_A…`, [secret])).toBe('the end is Tk_A…')
})

test('a text without secrets stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\\', '%', '&', '/') }), text => {
      expect(withoutSecrets(text, ['Tk_AgQdq7mVBoFD37zQ', 'https://x.org/hook-1234567'])).toBe(text)
    }),
  )
})

test('a long secret costs no time', () => {
  const begun = performance.now()
  const secret = 'a'.repeat(100)
  for (const text of ['a'.repeat(400), 'a\n'.repeat(200), '\n'.repeat(400)])
    withoutSecrets(text, [`${secret}b`])
  expect(performance.now() - begun).toBeLessThan(20_000)
})
