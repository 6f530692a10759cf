import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInGuide } from '../../src/guides/guides.ts'
import { newFolder } from '../folders.ts'
import { answer, newHome, renew } from '../world.ts'

interface Added {
  card: { guide: string }
  guideBy: string
}

const add = (home: string, ...words: string[]) =>
  answer<Added>(home, ['add', ...words, '--expires', '2027-03-27'])

/** Puts a guide of the user's own into a home. */
async function ownGuide(home: string, id: string, title: Record<string, string>): Promise<void> {
  const file = path.join(home, 'guides', `${id}.json`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ ...(await builtInGuide('passport')), id, title }))
}

describe('the guide of a new document', () => {
  test.each([
    ['паспорт', 'passport', 'name'],
    ['李娜的护照', 'passport', 'name'],
    ['my work permit', 'work-permit', 'name'],
    ['me', 'kz/registration-card', 'default'],
    ['passport and visa', 'kz/registration-card', 'default'],
  ])('of "%s" is %s', async (name, guide, guideBy) => {
    expect(await add(newHome(), name)).toMatchObject({ card: { guide }, guideBy })
  })

  test.each(['护照', 'Паспорт', 'Passport', 'PASSPORT', ' passport ', 'төлқұжат'])(
    '--guide takes "%s"',
    async typed => {
      const added = await add(newHome(), 'visa', '--guide', typed)
      expect(added).toMatchObject({ card: { guide: 'passport' }, guideBy: 'typed' })
    },
  )

  test('is said, with the command that changes it', async () => {
    const home = newHome()
    const named = await renew(home, ['add', '李娜 护照', '--expires', '2027-03-27'])
    expect(named.stdout).toContain('Guide: Passport (passport), recognised by the name')
    expect(named.stdout).toContain("renew edit '李娜 护照' --guide visa")
    const unnamed = await renew(home, ['add', 'me', '--expires', '2027-03-27'])
    expect(unnamed.stdout).toContain('the name does not say')
    expect(unnamed.stdout).toContain('renew edit me --guide passport')
    const typed = await renew(home, ['add', 'her', '--guide', 'visa', '--expires', '2027-03-27'])
    expect(typed.stdout).not.toContain('--guide')
    const chinese = await renew(home, ['add', '我', '--expires', '2027-03-27', '--lang', 'zh'])
    expect(chinese.stdout).toContain('从名称看不出是哪类证件')
  })

  test('is the setting where no word tells', async () => {
    const home = newHome()
    await renew(home, ['config', 'set', 'guide', '签证'])
    expect((await renew(home, ['config', 'get', 'guide'])).stdout).toContain('visa')
    expect(await add(home, 'me')).toMatchObject({ card: { guide: 'visa' }, guideBy: 'default' })
    expect(await add(home, 'passport')).toMatchObject({ card: { guide: 'passport' } })
  })

  test('that was taken by default is marked until the user says the kind', async () => {
    const home = newHome()
    const shown = async (...words: string[]) => (await renew(home, words)).stdout
    const mark = 'This guide was taken by default'
    const isMarked = async (name: string) => {
      const screens = [await shown('show', name), await shown('plan', name)]
      expect(new Set(screens.map(text => text.includes(mark))).size).toBe(1)
      return screens[0]!.includes(mark)
    }
    await add(home, 'her card')
    expect(await shown('show', 'her card')).toContain(
      "it is right: renew edit 'her card' --guide kz/registration-card",
    )
    expect(await shown('plan', 'her card')).toContain("renew edit 'her card' --guide passport")
    expect(await answer(home, ['show', 'her card'])).toMatchObject({ card: { guideBy: 'default' } })
    await renew(home, ['edit', 'her card', '--note', 'a'])
    expect(await isMarked('her card')).toBe(true)
    const confirmed = await shown('edit', 'her card', '--guide', 'kz/registration-card')
    expect(confirmed).toContain(
      'Guide: Registration card, Kazakhstan (default) → Registration card, Kazakhstan\n',
    )
    expect(await isMarked('her card')).toBe(false)
    await renew(home, ['undo', '--yes'])
    expect(await isMarked('her card')).toBe(true)
    await add(home, 'passport')
    await add(home, 'b', '--guide', 'visa')
    await renew(home, ['config', 'set', 'guide', 'lease'])
    await add(home, 'c')
    for (const name of ['passport', 'b', 'c']) expect(await isMarked(name)).toBe(false)
  })

  test('that an import takes because no word tells is marked too, and kept by an export', async () => {
    const home = newHome()
    const file = path.join(newFolder(), 'list.csv')
    writeFileSync(file, 'name,expires,guide\nx7,2027-03-27,\nvisa,2027-03-27,visa\n')
    expect((await renew(home, ['import', file])).code).toBe(0)
    const marks = async (where: string) =>
      (await answer<{ cards: { guideBy?: string }[] }>(where, ['list'])).cards.map(card => card.guideBy)
    expect(await marks(home)).toEqual(['default', undefined])
    const other = newHome()
    for (const format of ['json', 'csv']) {
      const exported = path.join(newFolder(), `all.${format}`)
      await renew(home, ['export', exported, '--force'])
      expect((await renew(other, ['import', exported])).code).toBe(0)
      expect(await marks(other)).toEqual(['default', undefined])
    }
    expect((await renew(home, ['import', file, '--guide', 'lease'])).code).toBe(0)
    expect(await marks(home)).toEqual(['default', undefined, undefined])
  })

  test("may be the user's own, by its title", async () => {
    const home = newHome()
    await ownGuide(home, 'cn/passport', { en: 'Passport of China', zh: '中国护照' })
    await ownGuide(home, 'my/pass', { en: 'Passport' })
    expect(await add(home, '李娜的中国护照')).toMatchObject({ card: { guide: 'cn/passport' } })
    expect(await add(home, 'my passport')).toMatchObject({ card: { guide: 'my/pass' } })
    expect(await add(home, 'a', '--guide', '中国护照')).toMatchObject({ card: { guide: 'cn/passport' } })
  })
})

describe('a guide is found', () => {
  const idOf = async (home: string, typed: string) =>
    (await answer<{ guide: { id: string } }>(home, ['guide', typed])).guide.id

  test.each([
    ['注册卡', 'kz/registration-card'],
    ['护照', 'passport'],
    ['SIM card', 'sim-card'],
    ['ВНЖ', 'residence-permit'],
    ['generic', 'generic'],
    ['Other document', 'generic'],
  ])('for "%s"', async (typed, id) => expect(await idOf(newHome(), typed)).toBe(id))

  test('by the name of a document', async () => {
    const home = newHome()
    await add(home, 'her passport', '--guide', 'lease')
    expect(await idOf(home, 'her passport')).toBe('lease')
    expect(await idOf(home, 'his passport')).toBe('passport')
  })

  test('or refused with all titles and their ids', async () => {
    const { code, stderr } = await renew(newHome(), ['guide', '游泳卡', '--lang', 'zh'])
    expect(code).toBe(1)
    expect(stderr).toContain('护照（passport）、')
    const like = await renew(newHome(), ['add', 'me', '--guide', 'pasport', '--expires', '2027-01-01'])
    expect(like.stderr).toContain('did you mean passport?')
    const gone = await renew(newHome(), ['add', 'me', '--guide', 'my/passport', '--expires', '2027-01-01'])
    expect(gone.code).toBe(1)
  })
})

describe('shown titles are taken wherever ids are', () => {
  async function home(): Promise<string> {
    const home = newHome()
    await add(home, 'me')
    return home
  }

  test.each([
    ['In person', 'in-person'],
    ['本人前往办理', 'in-person'],
    ['inperson', 'in-person'],
    ['ONLINE', 'online'],
    ['委托代办机构', 'agent'],
  ])('--method "%s"', async (typed, id) => {
    const at = await home()
    const { methods } = (await builtInGuide('kz/registration-card'))!
    const agent = (methods.find(method => method.id === 'agent')!.text as Record<string, string>).zh!
    await renew(at, ['edit', 'me', '--method', typed === '委托代办机构' ? agent : typed])
    const { cards } = await answer<{ cards: { renewal: { method: string } }[] }>(at, ['list'])
    expect(cards[0]!.renewal.method).toBe(id)
  })

  test('a method that is not there is refused with the titles and ids', async () => {
    const { code, stderr } = await renew(await home(), ['edit', 'me', '--method', 'post'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/In person \(in-person\), Online \(online\)/)
  })

  test('papers and steps by their names in every language', async () => {
    const at = await home()
    const tickOf = async (typed: string) => (await answer<{ item: string }>(at, ['tick', 'me', typed])).item
    const { materials } = (await builtInGuide('kz/registration-card'))!
    for (const { id, text } of materials)
      for (const name of Object.values(text)) expect(await tickOf(name as string)).toBe(id)
    expect(await tickOf('护照')).toBe('passport')
    const { stderr } = await renew(at, ['tick', 'me', '护造', '--lang', 'zh'])
    expect(stderr).toContain('相近的有：护照（passport）；完整清单：renew guide me')
  })

  test.each(['证件本身', 'документ', 'Қолхат', 'receipt', 'расписка'])(
    'readings as shown: %s',
    async place => {
      const at = newHome()
      const { code } = await renew(at, ['add', 'me', '--readings', `${place}=2027-03-01,visa=2027-04-01`])
      expect(code).toBe(0)
    },
  )

  test('one place in two languages is refused', async () => {
    const { stderr } = await renew(newHome(), ['add', 'me', '--readings', 'visa=2027-03-01,виза=2027-04-01'])
    expect(stderr).toContain('виза=2027-04-01')
  })

  test('readings in the words for the documents', async () => {
    const at = newHome()
    await renew(at, ['add', 'me', '--readings', '证件=2027-03-01,签证=2027-02-01'])
    const { cards } = await answer<{ cards: { readings: object; expires: string }[] }>(at, ['list'])
    expect(cards[0]).toMatchObject({
      readings: { card: '2027-03-01', visa: '2027-02-01' },
      expires: '2027-02-01',
    })
    const wrong = await renew(at, ['edit', 'me', '--readings', 'stamp=2027-03-01', '--lang', 'zh'])
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('证件本身、签证、回执')
  })
})
