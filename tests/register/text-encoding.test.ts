import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RenewError } from '../../src/errors.ts'
import { decoderOf, detectEncoding, encodingName } from '../../src/register/text-encoding.ts'

/** Encodes a text in a code page, found by decoding every byte. */
function coded(text: string, name: string): Buffer {
  const decode = decoderOf(name)
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decode(Uint8Array.of(byte)), byte]))
  return Buffer.from([...text].map(letter => bytes.get(letter) ?? expect.fail(`${letter} is not in ${name}`)))
}

const found = (bytes: Buffer) => {
  try {
    return detectEncoding(bytes).name
  } catch (error) {
    return error instanceof RenewError && (error.values as { why: string }).why
  }
}

const RUSSIAN =
  'ФИО;Паспорт;Действителен до\r\nЛи На;E0001;31.12.2027\r\nИванов Сергей;«75» № 12;10.10.2027\r\n'
const KAZAKH = 'Тегі;Аты;Құжат түрі\r\nСерік;Айгүл;Төлқұжат\r\nӘбдіғали;Нұрсұлтан;Жеке куәлік\r\n'

describe('the encoding is detected by the words it gives', () => {
  test.each([
    ['windows-1251', RUSSIAN],
    ['ibm866', RUSSIAN.replace(/[«»]/g, '')],
    ['koi8-r', RUSSIAN.replace(/[«»№]/g, '')],
    ['kz-1048', KAZAKH],
    ['ptcp-154', KAZAKH],
    [
      'windows-1252',
      'Nom;Prénom;Date d’expiration\r\nMartin;Éric;19/01/2033\r\nMüller;José;à renouveler\r\n',
    ],
    ['windows-1252', 'Name;Gültig bis\r\nFührerschein;unbefristet\r\n'],
    ['windows-1254', 'Ad;Geçerlilik tarihi\r\nŞükrü Yılmaz;31.12.2027\r\nİbrahim Öğüt;01.02.2028\r\n'],
  ])('%s', (name, text) => {
    const bytes = coded(text, name)
    expect(found(bytes)).toBe(name)
    expect(decoderOf(name)(bytes)).toBe(text)
  })

  test('also when the letters that tell are far below', () => {
    const text = `Паспорт;Виза\r\n${'Иванов;Сергей\r\n'.repeat(25_000)}Серік;Төлқұжат\r\n`
    expect(found(coded(text, 'kz-1048'))).toBe('kz-1048')
  })
})

describe('nothing is guessed', () => {
  const latin1 = (text: string) => Buffer.from(text, 'latin1')
  test.each([
    ['Polish (windows-1250)', latin1('Imi\xea;Miasto\nWi\x9cniewski;Gda\xf1sk\n')],
    ['Czech (windows-1250)', latin1('Jm\xe9no\nDvo\xf8\xe1k;Ji\xf8\xed;N\xecmec\n')],
    ['Greek (windows-1253)', latin1('\xcf\xed\xef\xec\xe1;\xc5\xeb\xeb\xdc\xe4\xe1\n')],
    ['Serbian (windows-1251)', coded('Име;Презиме\nЂорђе;Петровић\n', 'windows-1251')],
    ['Ukrainian that could be Kazakh', coded('Прізвище;Місто\nЄвген;Київ\n', 'windows-1251')],
    ['letters without words', latin1('a;b\n\xa4\xb1\xa6;\xb5\n')],
  ])('%s', (_, bytes) => {
    expect(found(bytes)).toBe('unknown')
  })
})

test.each([
  ['UTF-8', 'utf-8'],
  ['cp1251', 'windows-1251'],
  ['rk1048', 'kz-1048'],
  ['KZ-1048', 'kz-1048'],
  ['strk1048-2002', 'kz-1048'],
  ['PT154', 'ptcp-154'],
  ['cp866', 'ibm866'],
  ['klingon', null],
])('--encoding %s', (typed, name) => {
  expect(encodingName(typed)).toBe(name)
})

test('a text of Russian names is never read in another encoding', () => {
  const letter = fc.constantFrom(...'абвгдежзийклмнопрстуфхцчшщыьэюя')
  const word = fc
    .tuple(letter, fc.constantFrom(...'аеиоу'), fc.array(letter, { minLength: 1, maxLength: 9 }))
    .map(([first, vowel, rest]) => `${first.toUpperCase()}${vowel}${rest.join('')}`)
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 3, maxLength: 30 }),
      fc.constantFrom('windows-1251', 'ibm866', 'koi8-r'),
      (words, name) => {
        const read = found(coded(`${words.join(';')}\n`, name))
        expect([name, 'unknown']).toContain(read)
      },
    ),
  )
})
