import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Guide } from '../../src/guides/guide.ts'
import { builtInGuide, builtInIds } from '../../src/guides/guides.ts'
import { readGuide } from '../../src/guides/read-guide.ts'

const guides = new Map(
  await Promise.all(builtInIds.map(async id => [id, (await builtInGuide(id)) as Guide] as const)),
)
const guide = (id: string): Guide => guides.get(id)!

describe('every built-in guide', () => {
  test('is listed, as every file of the folder is', () => {
    const folder = path.join(import.meta.dirname, '../../src/guides/built-in')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.json'))
      .map(name => name.slice(0, -'.json'.length).replaceAll('\\', '/'))
    expect([...builtInIds]).toEqual(files.sort())
  })

  test.each(builtInIds)('%s is in the form users write, under its own id', id => {
    expect(readGuide(JSON.stringify(guide(id))).faults).toEqual([])
    expect(guide(id).id).toBe(id)
  })

  test.each(builtInIds)('%s says every text in English and in Chinese', id => {
    const texts = textsIn(guide(id))
    expect(texts.length).toBeGreaterThan(2)
    expect(texts.filter(text => !/\p{Script=Han}/u.test(text['zh'] ?? ''))).toEqual([])
  })

  test.each(builtInIds)('%s names a source for all it knows', id => {
    expect(unsourced(guide(id))).toEqual([])
  })

  test.each(builtInIds)('%s names only sources that it has, and has none that it does not name', id => {
    expect([...new Set(sourcesIn(guide(id)))].sort()).toEqual(Object.keys(guide(id).sources).sort())
  })

  test.each(builtInIds)('%s has no link, address or number of an office, a seller or an agent', id => {
    expect(JSON.stringify(guide(id))).not.toMatch(/https?:|www\.|@|\+7|\d{6}|wechat|微信|whatsapp|telegram/i)
  })

  test.each(builtInIds)('%s says in Chinese nothing in English, and punctuates it as Chinese', id => {
    for (const { zh } of textsIn(guide(id))) {
      expect(zh!.replace(/--lead 6w|renew [a-z-]+/g, '')).not.toMatch(/[A-Za-z]/)
      expect(zh).not.toMatch(/[,;:!?()](?!\d)|） |登记卡(?!”)|中介|张证件|租约/)
    }
  })

  test.each(builtInIds)('%s claims nothing that was checked with an office', id => {
    for (const { trust, checked } of Object.values(guide(id).sources)) {
      expect(['secondary', 'unverified']).toContain(trust)
      expect(checked).toBeNull()
    }
  })
})

describe('the frames (§5)', () => {
  const table: [id: string, lead: string, milestones: string[]][] = [
    ['generic', 'P1M', []],
    ['passport', 'P6M', ['3mo', '1mo']],
    ['visa', 'P1M', []],
    ['residence-permit', 'P2M', ['1mo']],
    ['work-permit', 'P3M', ['60d', '45d', '37d', '30d']],
    ['driver-licence', 'P1M', []],
    ['lease', 'P2M', ['1mo']],
    ['insurance', 'P2W', []],
    ['health-certificate', 'P2W', []],
    ['sim-card', 'P1W', []],
  ]

  test('are those of the table, and the card beside them', () => {
    expect([...builtInIds].sort()).toEqual([...table.map(([id]) => id), 'kz/registration-card'].sort())
  })

  test.each(table)('%s: lead and milestones, as a rule of thumb', (id, lead, milestones) => {
    expect(guide(id).lead.value).toBe(lead)
    expect(guide(id).sources[guide(id).lead.source!]!.trust).toBe('unverified')
    expect(guide(id).milestones).toEqual(milestones)
  })

  test.each(table)('%s leaves validity, fees and durations unknown', id => {
    const { validity, processing, methods, materials, materialsComplete } = guide(id)
    expect([validity.value, processing.value, methods, materialsComplete]).toEqual([null, null, [], false])
    expect(materials.every(({ duration }) => duration === null)).toBe(true)
  })

  test('hold the constraints of the table and no others', () => {
    const constraints = Object.fromEntries(
      table.map(([id]) => {
        const { filing, maxAge, materials, warnings } = guide(id)
        return [
          id,
          [
            ...(filing.value ? [`filing ${filing.value.from} to ${filing.value.to}`] : []),
            ...(maxAge.value ? [`papers at most ${maxAge.value}`] : []),
            ...materials.map(paper => [paper.id, paper.outlives].filter(Boolean).join(' outlives by ')),
            ...warnings.map(({ text }) => text['en']),
          ],
        ]
      }),
    )
    expect(constraints).toEqual({
      generic: [],
      passport: [],
      visa: ['passport outlives by P3M'],
      'residence-permit': ['papers at most P180D', 'passport'],
      'work-permit': ['filing P60D to P30D'],
      'driver-licence': ['medical-form'],
      lease: [],
      insurance: ['The new one must start the day after this one ends.'],
      'health-certificate': ['It must be recent on the day you apply for what needs it.'],
      'sim-card': ['Keep this number reachable while a renewal runs.'],
    })
  })

  test('name a second-hand source for what is second-hand', () => {
    const trust = (id: string, source: string | null) => guide(id).sources[source!]!
    expect(trust('visa', guide('visa').materials[0]!.source)).toMatchObject({
      trust: 'secondary',
      dated: '2017',
    })
    expect(trust('residence-permit', guide('residence-permit').maxAge.source).trust).toBe('secondary')
    expect(trust('work-permit', guide('work-permit').filing.source).trust).toBe('secondary')
  })
})

/** Every text by language in a value. */
function textsIn(value: unknown): Record<string, string>[] {
  if (typeof value !== 'object' || value === null) return []
  if (typeof (value as { en?: unknown }).en === 'string') return [value as Record<string, string>]
  return Object.values(value).flatMap(textsIn)
}

/** Every place where something is known and nobody is named. */
function unsourced(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  const one = value as Record<string, unknown>
  const says = 'value' in one ? one['value'] !== null : 'text' in one || 'title' in one
  const here = 'source' in one && says && one['source'] === null ? [at] : []
  return [...here, ...Object.entries(one).flatMap(([key, inner]) => unsourced(inner, `${at}/${key}`))]
}

/** The key of the source of every fact. */
function sourcesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'source' && typeof inner === 'string' ? [inner] : sourcesIn(inner),
  )
}
