import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'
import { GERMAN } from './german.ts'

interface Check {
  guide: string | null
  faults: { path: string; problem: string }[]
}

/** The faults of a guide as `guide validate --json` reports them, one a line. */
async function faults(guide: unknown): Promise<{ code: number; faults: string[] }> {
  const home = newHome()
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const file = path.join(home, 'checked.json')
  writeFileSync(file, typeof guide === 'string' ? guide : JSON.stringify(guide))
  const said = await renew(home, ['guide', 'validate', file, '--json'])
  const check = JSON.parse(said.stdout) as Check
  return { code: said.code, faults: check.faults.map(one => `${one.path}: ${one.problem}`) }
}

describe('guide validate', () => {
  test('reports no faults in a valid guide', async () => {
    expect(await faults(GERMAN)).toEqual({ code: 0, faults: [] })
  })

  test('reports every fault with its path, and exits with 1', async () => {
    const [passport, payslips] = GERMAN.materials
    const { zone: _, ...rest } = GERMAN
    const guide = {
      ...rest,
      colour: 'blue',
      lead: { value: '2m', source: 'office' },
      validity: { value: '5wd', source: 'office' },
      materials: [
        { ...passport, blankPages: 0 },
        { ...payslips, required: 'maybe' },
      ],
    }
    expect(await faults(guide)).toEqual({
      code: 1,
      faults: [
        'zone: is missing',
        'validity.value: must be a length of time such as P1Y or 180d, not in working days',
        'lead.value: must be a length of time such as P1M or 2w',
        'materials.0.blankPages: must be >=1, not 0',
        'materials.1.required: must be one of "yes", "no", "unknown", not "maybe"',
        'colour: is not a key of guides',
      ],
    })
  })

  test('takes a guide in any one language, and refuses a text in none', async () => {
    expect((await faults({ ...GERMAN, title: { zh: '德国居留证' } })).faults).toEqual([])
    expect((await faults({ ...GERMAN, title: {} })).faults).toEqual([
      'title: must be a text in at least one language, such as "en": "Passport"',
    ])
    expect((await faults({ ...GERMAN, title: 'Residence title' })).faults).toEqual([
      'title: must be an object',
    ])
  })

  test('takes the keys that guides have had since, and refuses a wrong value of them', async () => {
    const statement = { text: { en: 'It proves the right to stay.' }, source: 'office' }
    const grown = {
      ...GERMAN,
      validity: { ...GERMAN.validity, usually: true },
      about: [statement],
      confusedWith: [{ ...statement, guide: 'visa' }],
      materials: GERMAN.materials.map(paper => ({ ...paper, orOther: false })),
    }
    expect((await faults(grown)).faults).toEqual([])
    const wrong = {
      ...grown,
      about: 'It proves the right to stay.',
      validity: { ...grown.validity, usually: 1 },
    }
    expect((await faults(wrong)).faults).toEqual([
      'about: must be a list',
      'validity.usually: must be true or false',
    ])
  })

  test('names the place of a fault in words', async () => {
    const home = newHome()
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const file = path.join(home, 'checked.json')
    const [passport, payslips] = GERMAN.materials
    writeFileSync(file, JSON.stringify({ ...GERMAN, materials: [passport, { ...payslips, text: {} }] }))
    const said = async (lang: string) =>
      (await renew(home, ['guide', 'validate', file, '--lang', lang])).stdout
    expect(await said('en')).toBe(
      'materials, entry 2, text\tmust be a text in at least one language, such as "en": "Passport"\n',
    )
    expect(await said('zh')).toBe('materials，第 2 项，text\t须为至少一种语言的文字，如 "zh": "护照"\n')
  })

  test('compares the parts of a guide with one another', async () => {
    const [way] = GERMAN.methods
    const [passport, payslips] = GERMAN.materials
    const guide = {
      ...GERMAN,
      lead: { value: 'P2M', source: 'nobody' },
      materials: [passport, { ...payslips, id: 'passport' }],
      methods: [{ ...way, steps: [...way!.steps].reverse() }],
    }
    expect((await faults(guide)).faults).toEqual([
      'lead.source: must be a key of "sources", where "nobody" does not exist',
      'materials.1.id: "passport" is already used',
      'methods.0.steps.1.phase: "before" cannot follow "filing"',
    ])
  })

  test('says where a text is not JSON', async () => {
    const { code, faults: found } = await faults('{ "schema": 1, }')
    expect(code).toBe(1)
    expect(found[0]).toMatch(/^: not JSON: /)
  })

  test('reads a byte order mark, and refuses a file that is not there', async () => {
    expect((await faults(`\uFEFF${JSON.stringify(GERMAN)}`)).code).toBe(0)
    const said = await renew(newHome(), ['guide', 'validate', '/nowhere/guide.json'])
    expect(said.code).toBe(1)
    expect(said.stderr).toMatch(/there is no file \/nowhere\/guide.json/)
  })

  test('says in words what is wrong, and shows no control characters of the file', async () => {
    const home = newHome()
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const file = path.join(home, 'checked.json')
    writeFileSync(file, JSON.stringify({ ...GERMAN, 'a\u001b[31mb': 1 }))
    const said = await renew(home, ['guide', 'validate', file, '--lang', 'zh'], { terminal: { width: 100 } })
    expect(said.stdout).toContain('1 处错误')
    expect(said.stdout).toContain('a\\x1b[31mb')
    expect(said.stdout).not.toContain('\u001b')
  })
})

describe('guide new', () => {
  test('writes a guide that is good, that the program takes, and that explains itself', async () => {
    const home = newHome()
    const { file } = await answer<{ file: string }>(home, ['guide', 'new', 'de/residence-title'])
    expect(file).toBe(path.join(home, 'guides', 'de', 'residence-title.json'))
    expect((await renew(home, ['guide', 'validate', file])).code).toBe(0)
    const written = JSON.parse(readFileSync(file, 'utf8'))
    expect(written.$comment).toMatch(/\$comment is never read/)
    expect([written.validity.value, written.lead.value, written.processing.value]).toEqual([null, null, null])
    const { guides } = await answer<{ guides: { id: string; own: boolean; fault: null }[] }>(home, [
      'guide',
      'list',
    ])
    expect(guides).toContainEqual(
      expect.objectContaining({ id: 'de/residence-title', own: true, fault: null }),
    )
  })

  test('puts the JSON Schema beside the guides, where the new guide points to', async () => {
    const home = newHome()
    const { file } = await answer<{ file: string }>(home, ['guide', 'new', 'de/residence-title'])
    const schema = path.resolve(path.dirname(file), JSON.parse(readFileSync(file, 'utf8')).$schema)
    expect(JSON.parse(readFileSync(schema, 'utf8')).required).toContain('materials')
    const { guides } = await answer<{ guides: { id: string }[] }>(home, ['guide', 'list'])
    expect(guides.map(({ id }) => id).filter(id => id.includes('schema'))).toEqual([])
  })

  test('does not overwrite a guide without --force', async () => {
    const home = newHome()
    await renew(home, ['guide', 'new', 'mine'])
    const again = await renew(home, ['guide', 'new', 'mine'])
    expect(again.code).toBe(1)
    expect((await renew(home, ['guide', 'new', 'mine', '--force'])).code).toBe(0)
  })

  test('is in the language of the reader, its texts and its explanations', async () => {
    const home = newHome()
    const { file } = await answer<{ file: string }>(home, ['guide', 'new', 'mine', '--lang', 'zh'])
    const written = readFileSync(file, 'utf8')
    expect(written).toContain('请填写')
    expect(written).toContain('"zh": "本人前往办理"')
    expect(written).not.toMatch(/"en": |[A-Z][a-z]+ [a-z]+ [a-z]+ /)
    expect((await renew(home, ['guide', 'validate', file])).code).toBe(0)
    expect((await renew(home, ['guide', 'mine', '--lang', 'en'])).stdout).toContain('本人前往办理')
  })

  test('refuses a name that leads out of its folder, and asks for one that is missing', async () => {
    const home = newHome()
    expect((await renew(home, ['guide', 'new', '../mine'])).code).toBe(2)
    expect((await renew(home, ['guide', 'new'])).code).toBe(2)
  })
})

test('a guide in the folder under another id than its own is a fault', async () => {
  const home = newHome()
  mkdirSync(path.join(home, 'guides'), { recursive: true, mode: 0o700 })
  const file = path.join(home, 'guides', 'mine.json')
  writeFileSync(file, JSON.stringify(GERMAN))
  const said = await renew(home, ['guide', 'validate', file])
  expect(said.code).toBe(1)
  expect(said.stdout).toMatch(/^id\t.*de\/residence-title/)
})
