import { expect, test } from 'vitest'
import { newHome, renew } from '../world.ts'

/** A home with documents that differ only in their names. */
async function homeWith(...names: string[]): Promise<string> {
  const home = newHome()
  for (const name of names)
    await renew(home, ['add', name, '--expires', '2027-12-31', '--guide', 'generic', '--holder', 'Ann'])
  return home
}
const orderIn = (text: string, names: readonly string[]) =>
  [...names].sort((a, b) => text.indexOf(a) - text.indexOf(b))

test.each([
  ['en', ['Card 1', 'Card 2', 'Card 10', 'card 11']],
  ['en', ['Aaron', 'ábel', 'Zoe']],
  ['en', ['Дубов', 'Ежов', 'Ёлкин', 'Жуков']],
  ['zh', ['白静', '李娜', '王伟', '张三']],
])('names of one day are ordered as people order them (%s): %j', async (lang, names) => {
  const home = await homeWith(...[...names].sort().reverse())
  for (const argv of [['status'], ['status', '--json'], ['agenda', '--to', '2028-01-31']]) {
    const { stdout } = await renew(home, [...argv, '--lang', lang])
    const shown = argv.includes('--json')
      ? (JSON.parse(stdout) as { cards: { name: string }[] }).cards.map(({ name }) => name)
      : orderIn(stdout, names)
    expect(shown, argv.join(' ')).toEqual(names)
  }
})
