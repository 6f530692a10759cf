import type * as v from 'valibot'
import { guideSchema } from './guide-schema.ts'

type Json = Record<string, unknown>

/**
 * The form of guides as JSON Schema (draft 2020-12), by which editors complete and underline. Made from the schema
 * that `guide validate` uses, so that both always agree; what JSON Schema cannot say (names that must differ, sources
 * that must exist) only `guide validate` sees.
 */
export function guideJsonSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A guide of renew: how a kind of card is renewed',
    ...jsonOf(guideSchema),
  }
}

/** What of a schema of the library is read here; a kind that is not known fails the tests. */
interface Node {
  type: string
  kind: string
  pipe?: readonly Node[]
  entries?: Record<string, Node>
  options?: readonly unknown[]
  wrapped?: Node
  item?: Node
  key?: Node
  value?: Node
  rest?: Node
  literal?: unknown
  requirement?: unknown
  description?: string
}

function jsonOf(schema: v.GenericSchema | Node): Json {
  const node = schema as unknown as Node
  if (!node.pipe) return bare(node)
  const [first, ...actions] = node.pipe
  return Object.assign(bare(first!), ...actions.map(actionOf))
}

function bare(node: Node): Json {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type: node.type }
    case 'literal':
      return { const: node.literal }
    case 'picklist':
      return { enum: node.options }
    case 'nullable':
      return { anyOf: [{ type: 'null' }, jsonOf(node.wrapped!)] }
    case 'optional':
      return jsonOf(node.wrapped!)
    case 'array':
      return { type: 'array', items: jsonOf(node.item!) }
    case 'record':
      return { type: 'object', additionalProperties: jsonOf(node.value!) }
    case 'strict_object':
      return objectOf(node, false)
    case 'object_with_rest':
      return objectOf(node, jsonOf(node.rest!))
    default:
      throw new TypeError(`no JSON Schema for ${node.type}`)
  }
}

function objectOf({ entries = {} }: Node, additionalProperties: unknown): Json {
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, jsonOf(value)])),
    required: Object.keys(entries).filter(key => entries[key]!.type !== 'optional'),
    additionalProperties,
  }
}

function actionOf({ type, requirement, description }: Node): Json {
  switch (type) {
    case 'regex':
      return { pattern: (requirement as RegExp).source }
    case 'non_empty':
      return { minLength: 1 }
    case 'min_length':
      return { minItems: requirement }
    case 'min_value':
      return { minimum: requirement }
    case 'integer':
      return { type: 'integer' }
    case 'iso_date':
      return { format: 'date' }
    case 'url':
      return { format: 'uri' }
    case 'description':
      return { description }
    case 'check':
      return {}
    default:
      throw new TypeError(`no JSON Schema for ${type}`)
  }
}
