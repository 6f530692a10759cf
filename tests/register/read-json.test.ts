import { describe, expect, test } from 'vitest'
import { openTable } from '../../src/register/table.ts'

async function tableOf(text: string) {
  const { format, header, rows } = await openTable(Buffer.from(text), {})
  const cells = []
  for await (const row of rows) cells.push(row)
  return { format, names: header.names, rows: cells }
}

describe('JSON of other programs', () => {
  test.each([
    ['a list of objects', '[{"name":"visa","expires":"2027-01-01"},{"name":"lease","note":"x"}]'],
    [
      'under "data"',
      '{"data":[{"name":"visa","expires":"2027-01-01"},{"name":"lease","note":"x"}],"users":[{"a":1}]}',
    ],
    [
      'under the only list',
      '{"ok":true,"folders":[],"subs":[{"name":"visa","expires":"2027-01-01"},{"name":"lease","note":"x"}]}',
    ],
    ['one object a line', '{"name":"visa","expires":"2027-01-01"}\r\n{"name":"lease","note":"x"}\n'],
  ])('%s', async (_, text) => {
    expect(await tableOf(text)).toEqual({
      format: 'json',
      names: ['name', 'expires', 'note'],
      rows: [
        { line: 1, cells: ['visa', '2027-01-01', ''] },
        { line: 2, cells: ['lease', '', 'x'] },
      ],
    })
  })

  test('objects inside become columns; other values become text', async () => {
    const text =
      '[{"a":{"b":"x","c":{"d":1}},"n":1796083200000,"f":0.30000000000000004,"t":true,"z":null,"l":["p","q"],"__proto__":{"x":1}}]'
    expect(await tableOf(text)).toMatchObject({
      names: ['a.b', 'a.c.d', 'n', 'f', 't', 'z', 'l'],
      rows: [{ cells: ['x', '1', '1796083200000', '0.3', 'TRUE', '', 'p, q'] }],
    })
  })

  test.each(['[]', '[1,2]', '{"a":[{"x":1}],"b":[{"y":1}]}'.replace('}],', '}],\n'), '[{"a":1},2]', '{"a"'])(
    '%s is refused',
    async text => {
      await expect(openTable(Buffer.from(text), {})).rejects.toMatchObject({ code: 'import-not-ours' })
    },
  )
})
