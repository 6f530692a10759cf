import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { guideSchema } from '../../src/guides/guide-schema.ts'
import { builtInGuide, builtInIds } from '../../src/guides/guides.ts'
import { guideJsonSchema } from '../../src/guides/new-guide.ts'
import { GERMAN } from './german.ts'

type Json = Record<string, unknown>

/** Validates the part of JSON Schema that ours uses, as its specification says. */
function accepts(schema: Json, value: unknown): boolean {
  const is = (key: string, test: (by: never) => boolean): boolean =>
    !(key in schema) || test(schema[key] as never)
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null
  return (
    is('anyOf', (all: Json[]) => all.some(one => accepts(one, value))) &&
    is('const', (one: unknown) => value === one) &&
    is('enum', (all: unknown[]) => all.includes(value)) &&
    is('type', (type: string) => typeOf(value).includes(type)) &&
    is('pattern', (text: string) => typeof value !== 'string' || new RegExp(text, 'u').test(value)) &&
    is('minLength', (least: number) => typeof value !== 'string' || value.length >= least) &&
    is('minItems', (least: number) => !Array.isArray(value) || value.length >= least) &&
    is('minimum', (least: number) => typeof value !== 'number' || value >= least) &&
    is('items', (one: Json) => !Array.isArray(value) || value.every(item => accepts(one, item))) &&
    is('required', (keys: string[]) => !entries || keys.every(key => Object.hasOwn(value as object, key))) &&
    (!entries ||
      entries.every(([key, inner]) => {
        const known = (schema['properties'] ?? {}) as Record<string, Json>
        if (Object.hasOwn(known, key)) return accepts(known[key]!, inner)
        const rest = schema['additionalProperties']
        return typeof rest === 'object' ? accepts(rest as Json, inner) : rest !== false
      }))
  )
}

function typeOf(value: unknown): string[] {
  if (value === null) return ['null']
  if (Array.isArray(value)) return ['array']
  return typeof value === 'number' && Number.isInteger(value) ? ['number', 'integer'] : [typeof value]
}

describe('the JSON Schema of guides', () => {
  const schema = guideJsonSchema()

  test.each(builtInIds)('accepts the built-in guide %s', async id => {
    expect(accepts(schema, await builtInGuide(id))).toBe(true)
  })

  test('accepts and refuses what the program does, when a value is missing, added or of another type', async () => {
    const card = (await builtInGuide('kz/registration-card')) as Json
    for (const guide of [GERMAN as Json, card]) {
      let tried = 0
      for (const wrong of variants(guide)) {
        tried++
        const ours = v.safeParse(guideSchema, wrong).issues?.filter(isOfForm) ?? []
        expect(accepts(schema, wrong), JSON.stringify(ours[0]?.message)).toBe(ours.length === 0)
      }
      expect(tried).toBeGreaterThan(100)
    }
  })

  test('says how to write a length of time', () => {
    expect(JSON.stringify(schema)).toContain('A length of time: 3d, 2w')
  })
})

/** Whether JSON Schema can express it; our own checks only the program can make. */
function isOfForm({ type }: v.BaseIssue<unknown>): boolean {
  return !['check', 'iso_date', 'url'].includes(type)
}

/** Yields the guide with one thing removed, added, or of another type, at each place in turn. */
function* variants(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) {
    yield 17.5
    yield ''
    return
  }
  if (Array.isArray(value)) {
    yield 'not a list'
    for (const [at, inner] of value.entries()) {
      for (const wrong of variants(inner)) yield value.with(at, wrong)
    }
    return
  }
  yield { ...value, unknownKey: 1 }
  for (const key of Object.keys(value)) {
    const { [key]: inner, ...rest } = value as Json
    yield rest
    for (const wrong of variants(inner)) yield { ...rest, [key]: wrong }
  }
}
