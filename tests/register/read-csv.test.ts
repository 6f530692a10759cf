import { expect, onTestFinished, test } from 'vitest'
import { openTable } from '../../src/register/table.ts'

test('reads a long table without a warning about too many listeners', async () => {
  const warnings: string[] = []
  const note = (warning: Error) => warnings.push(warning.message)
  process.on('warning', note)
  onTestFinished(() => void process.off('warning', note))
  const rows = Array.from({ length: 400 }, (_, n) => `Карта ${n},2031-12-31,${'примечание '.repeat(300)}`)
  const table = await openTable(Buffer.from(`name,expires,note\n${rows.join('\n')}\n`), {})
  let count = 0
  for await (const { cells } of table.rows) {
    expect(cells[0]).toBe(`Карта ${count}`)
    count++
  }
  expect(count).toBe(400)
  expect(warnings).toEqual([])
})
