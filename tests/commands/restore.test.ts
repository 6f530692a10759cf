import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

const beside = (home: string, name: string) => path.join(path.dirname(home), name)
const cardsIn = (home: string) => JSON.parse(readFileSync(`${home}/cards.json`, 'utf8')).cards
const settingsIn = (home: string) => JSON.parse(readFileSync(`${home}/settings.json`, 'utf8'))

/** A home with two documents, a setting and a guide, and a backup of it; then it changes. */
async function backedUp(): Promise<{ home: string; file: string }> {
  const home = newHome()
  const file = beside(home, 'renew-backup.json')
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--holder', 'Li Na'])
  await renew(home, ['add', 'old', '--expires', '2026-12-31'])
  await renew(home, ['config', 'set', 'zone', 'Asia/Almaty'])
  const guide = JSON.parse(readFileSync('src/guides/built-in/generic.json', 'utf8'))
  mkdirSync(`${home}/guides`, { recursive: true })
  writeFileSync(`${home}/guides/own.json`, JSON.stringify({ ...guide, id: 'own' }))
  expect((await renew(home, ['backup', file])).code).toBe(0)
  await renew(home, ['edit', 'me', '--holder', 'Anna'])
  await renew(home, ['remove', 'old', '--yes'])
  await renew(home, ['add', 'new', '--expires', '2026-12-31'])
  await renew(home, ['config', 'set', 'zone', 'Asia/Tokyo'])
  writeFileSync(`${home}/guides/own.json`, 'my own words')
  return { home, file }
}

describe('restore', () => {
  test('says what is lost and gained before it asks, and changes nothing without a yes', async () => {
    const { home, file } = await backedUp()
    const before = readFileSync(`${home}/cards.json`, 'utf8')
    const { code, stderr } = await renew(home, ['restore', file])
    expect(code).toBe(2)
    expect(stderr.replaceAll(file, 'FILE').replace(/^renew: .*--yes\n/m, '')).toBe(`Restoring FILE changes:
  - removes the record of new
  me, holder: Anna → Li Na
  + adds the record of old
  Time zone: Asia/Tokyo → Asia/Almaty
  changes guides: own
`)
    expect(readFileSync(`${home}/cards.json`, 'utf8')).toBe(before)
  })

  test('is undone to the moment before, guides included, and then earlier changes are', async () => {
    const { home, file } = await backedUp()
    const [cards, { values }] = [cardsIn(home), settingsIn(home)]
    await renew(home, ['restore', file, '--yes'])
    expect(cardsIn(home).map((card: { name: string }) => card.name)).toEqual(['me', 'old'])
    await renew(home, ['edit', 'me', '--holder', 'Eve'])
    const numbered = await renew(home, ['undo', '8', '--yes'])
    expect(numbered.stderr).toContain('"edit me" changed the same later')
    expect((await renew(home, ['undo', '--yes'])).stdout).toBe('Undone: edit me\n')
    const undone = await renew(home, ['undo', '--yes'])
    expect(undone.stdout).toBe(`Undone: restore ${file}\n`)
    expect(undone.stderr).toContain('  + adds the record of new\n')
    expect(undone.stderr).toContain('  me, holder: Li Na → Anna\n')
    expect(undone.stderr).toContain('  changes guides: own\n')
    expect(cardsIn(home)).toEqual(cards)
    expect(settingsIn(home).values).toEqual(values)
    expect(readFileSync(`${home}/guides/own.json`, 'utf8')).toBe('my own words')
    expect((await renew(home, ['undo', '--yes'])).stdout).toBe('Undone: config set zone\n')
    expect((await renew(home, ['undo', '--yes'])).stdout).toBe('Undone: add new\n')
  })

  test('leaves the log able to tell what the changes before it did', async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['edit', 'me', '--note', 'first'])
    await renew(home, ['edit', 'me', '--note', 'second'])
    await renew(home, ['restore', 'before', '--yes'])
    await renew(home, ['edit', 'me', '--note', 'third'])
    const { stdout } = await renew(home, ['history', '--changes'])
    expect(stdout).toContain('me, note: not set → first')
    expect(stdout).toContain('me, note: first → third')
  })

  test('on a new machine it names both timers, and undoing it empties the home', async () => {
    const { file } = await backedUp()
    const home = newHome()
    const { code, stdout, stderr } = await renew(home, ['restore', file, '--yes'])
    expect([code, stdout]).toEqual([0, `Restored from ${file}: 2 documents.\n`])
    expect(stderr).toContain('on this machine: renew timer install')
    expect(stderr).toContain('on the old machine, run there: renew timer remove')
    expect((await renew(home, ['undo', '--yes'])).code).toBe(0)
    expect(cardsIn(home)).toEqual([])
    expect(settingsIn(home).values.zone).toBeNull()
    expect(existsSync(`${home}/guides/own.json`)).toBe(false)
  })

  test('adds to the delivery log, which undo leaves alone: nothing is sent twice', async () => {
    const home = newHome()
    const file = beside(home, 'b.json')
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['remind'])
    await renew(home, ['backup', file])
    await renew(home, ['add', 'you', '--expires', '2026-12-31'])
    await renew(home, ['remind'])
    const ledger = () => JSON.parse(readFileSync(`${home}/ledger.json`, 'utf8')).entries
    const sent = ledger()
    await renew(home, ['restore', file, '--yes'])
    expect(ledger()).toEqual(sent)
    await renew(home, ['undo', '--yes'])
    expect((await renew(home, ['remind'])).stdout).toBe('')
    const other = newHome()
    await renew(other, ['add', 'them', '--expires', '2026-12-31'])
    await renew(other, ['remind'])
    expect((await renew(other, ['restore', file, '--yes'])).stderr).toContain(
      'adds 1 entry to the delivery log',
    )
    expect(JSON.parse(readFileSync(`${other}/ledger.json`, 'utf8')).entries).toHaveLength(2)
  })

  test('of an earlier copy is undone too', async () => {
    const { home } = await backedUp()
    const cards = cardsIn(home)
    const { stderr } = await renew(home, ['restore', 'cards.before', '--yes'])
    expect(stderr).toContain('- removes the record of new')
    expect(stderr).not.toContain('timer')
    expect(cardsIn(home)).not.toEqual(cards)
    expect((await renew(home, ['undo', '--yes'])).stdout).toBe('Undone: restore cards.before\n')
    expect(cardsIn(home)).toEqual(cards)
  })

  test('of what is there already changes nothing and is not a change to undo', async () => {
    const { home } = await backedUp()
    const { code, stderr } = await renew(home, ['restore', 'cards.latest'])
    expect([code, stderr]).toEqual([0, expect.stringContaining('the same as what is there now')])
    expect((await renew(home, ['undo', '--yes'])).stdout).toBe('Undone: config set zone\n')
  })

  test('of a damaged file cannot be undone, and undo does not skip over it', async () => {
    const { home } = await backedUp()
    writeFileSync(`${home}/cards.json`, 'damaged')
    const { stderr } = await renew(home, ['restore', 'cards.latest', '--yes'])
    expect(stderr.split('cards.json, which cannot be read')).toHaveLength(2)
    const cards = cardsIn(home)
    const said = await renew(home, ['undo', '--yes'])
    expect([said.code, said.stderr]).toEqual([1, expect.stringContaining('before it')])
    expect(cardsIn(home)).toEqual(cards)
  })

  test('is not undone where a document or guide was changed since by another hand', async () => {
    const { home, file } = await backedUp()
    await renew(home, ['restore', file, '--yes'])
    writeFileSync(`${home}/guides/own.json`, 'newer words')
    const said = await renew(home, ['undo', '--yes', '--json'])
    expect(JSON.parse(said.stdout)).toMatchObject({ error: { code: 'undo-changed' } })
    expect(readFileSync(`${home}/guides/own.json`, 'utf8')).toBe('newer words')
  })

  test('killed between the two files is finished or undone as one change', async () => {
    const { home, file } = await backedUp()
    const [cards, settings] = [cardsIn(home), settingsIn(home)]
    const asBefore = readFileSync(`${home}/cards.json`)
    await renew(home, ['restore', file, '--yes'])
    const asRestored = readFileSync(`${home}/cards.json`)
    // Killed after the settings, before the cards.
    writeFileSync(`${home}/cards.json`, asBefore)
    expect((await renew(home, ['undo', '--yes'])).stdout).toBe(`Undone: restore ${file}\n`)
    expect([cardsIn(home), settingsIn(home).values]).toEqual([cards, settings.values])
    // Killed while it was undone: the settings are back, the cards not yet.
    writeFileSync(`${home}/cards.json`, asRestored)
    const { changes } = await answer<{ changes: { command: string }[] }>(home, ['history', '--changes'])
    expect(changes.filter(({ command }) => command === `restore ${file}`)).toHaveLength(1)
    expect((await renew(home, ['undo', '--yes'])).stdout).toBe(`Undone: restore ${file}\n`)
    expect(cardsIn(home)).toEqual(cards)
  })

  test.each([
    ['cards.csv', 'name,expires\nme,2027-01-01\n', 'is a list, not a backup', 'renew import'],
    ['cards.xlsx', 'PK\u0003\u0004rest', 'is a list, not a backup', 'renew import'],
    ['dates.ics', 'BEGIN:VCALENDAR\r\n', 'is a calendar file', 'renew restore'],
    ['notes.txt', 'hello', 'renew did not write it', 'renew restore'],
    ['cut.json', '{"schema":1,"checksum":"crc32:00000000","cards":[', 'is damaged', 'renew restore'],
    ['export.json', '{\n"schema": 1,\n"cards": []}', 'is a list that renew export wrote', 'renew import'],
    ['.', null, 'it is a folder', 'renew restore'],
    ['absent', null, 'there is no', 'renew restore'],
  ])('names %s for what it is, before it asks anything', async (name, content, what, next) => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    const file = beside(home, name)
    if (content !== null) writeFileSync(file, content)
    const { code, stderr } = await renew(home, ['restore', file])
    expect(code).toBe(1)
    expect(stderr).toContain(what)
    expect(stderr).toContain(next)
    expect(stderr).not.toContain('--yes')
  })
})
