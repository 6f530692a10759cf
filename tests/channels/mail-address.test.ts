import { describe, expect, test } from 'vitest'
import { mailboxesOf, withCommas } from '../../src/channels/mail-address.ts'

const read = (typed: string) =>
  mailboxesOf(withCommas(typed))?.map(({ name, address }) => (name ? `${name} | ${address}` : address)) ??
  null

describe('addresses as people write them', () => {
  test.each<[string, string[] | null]>([
    ['ann@example.org', ['ann@example.org']],
    ['<ann@example.org>', ['ann@example.org']],
    ['"Lee, Ann" <ann@example.org>', ['Lee, Ann | ann@example.org']],
    ['"Lee; Ann" <ann@example.org>, bo@example.org', ['Lee; Ann | ann@example.org', 'bo@example.org']],
    ['"李，娜" <li@example.org>，bo@example.org', ['李，娜 | li@example.org', 'bo@example.org']],
    ['ann@example.org; bo@example.org;', ['ann@example.org', 'bo@example.org']],
    [
      'ann@example.org；bo＠example.org、cy@example.org',
      ['ann@example.org', 'bo@example.org', 'cy@example.org'],
    ],
    ['ann@example.org, ANN@Example.org', ['ann@example.org']],
    ['ann@example.org <ann@example.org>', ['ann@example.org']],
    ["O'Brien <o'brien+cards@example.org>", ["O'Brien | o'brien+cards@example.org"]],
    ['"Ann \\"Annie\\" Lee" <ann@example.org>', ['Ann "Annie" Lee | ann@example.org']],
    ['"a b"@example.org', ['"a b"@example.org']],
    ['"a,b@c"@example.org', ['"a,b@c"@example.org']],
    ['王小明@例子.example', ['王小明@xn--fsqu00a.example']],
    ['Анна <anna@почта.example>', ['Анна | anna@xn--80a1acny.example']],
    ['ann@[192.168.0.1]', ['ann@[192.168.0.1]']],
    ['Ann (work) <ann@example.org>', null],
    ['ann@example.org (Ann)', null],
    ['Lee, Ann <ann@example.org>', null],
    ['Team: ann@example.org;', null],
    ['ann@example.org bo@example.org', null],
    ['ann@example.org,, bo@example.org', null],
    ['ann@bo@example.org', null],
    ['ann@exa mple', null],
    ['Ann <ann@example.org', null],
    ['ann@', null],
    ['@example.org', null],
    ['', null],
  ])('%s', (typed, expected) => {
    expect(read(typed)).toEqual(expected)
    // What is stored is read again as the same.
    expect(read(withCommas(typed))).toEqual(expected)
  })
})
