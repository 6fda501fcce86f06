import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { nearest } from '../../expressions/nearest.ts'
import type { Path } from '../problem.ts'
import { PUBLISHED_SCHEMA, type SchemaError } from './schema.ts'

/**
 * The errors worth telling. A value that fits none of several alternatives breaks every one of them;
 * only the complaint of the alternative that was most likely meant is kept.
 */
export function clearest(errors: readonly SchemaError[]): SchemaError[] {
  const unions = outermost(errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf'))
  const plain = errors.filter((error) => !['oneOf', 'anyOf', 'if', 'not'].includes(error.keyword) && !isEcho(error))
  const outside = plain.filter((error) => !unions.some((union) => isInside(error, union)))
  const chosen = unions.map((union) =>
    mostTelling(
      plain.filter((error) => isInside(error, union)),
      union,
    ),
  )
  const lone = errors.filter(({ keyword }) => keyword === 'not')
  const found = [...outside, ...chosen]
  return found.length > 0 ? found : [...lone, ...errors].slice(0, 1)
}

function outermost(unions: readonly SchemaError[]): SchemaError[] {
  return unions.filter((union) => !unions.some((other) => other !== union && isStrictlyInside(union, other)))
}

function isStrictlyInside(error: SchemaError, union: SchemaError): boolean {
  return error.instancePath.startsWith(`${union.instancePath}/`)
}

function isInside(error: SchemaError, union: SchemaError): boolean {
  return error.instancePath === union.instancePath || isStrictlyInside(error, union)
}

/** A key counts as unknown too when only its value is wrong; that is not worth telling. */
function isEcho(error: SchemaError): boolean {
  const key = error.params['unevaluatedProperty'] as unknown
  return typeof key === 'string' && knownKeys(error.parentSchema).includes(key)
}

const TELLING = ['unevaluatedProperties', 'additionalProperties', 'enum', 'const', 'pattern', 'format', 'required']

function mostTelling(errors: readonly SchemaError[], union: SchemaError): SchemaError {
  const deepest = Math.max(...errors.map(({ instancePath }) => instancePath.length))
  const level = errors.filter(({ instancePath }) => instancePath.length === deepest)
  const atUnion = deepest === union.instancePath.length
  if (atUnion && level.some(({ keyword }) => keyword === 'type')) return wrongShape(level, union)
  if (atUnion && level.filter(({ keyword }) => keyword === 'required').length > 1) return missingOneOf(level, union)
  return [...level].sort((left, right) => distance(left) - distance(right))[0] ?? union
}

/** Small for what explains most: an unknown key that resembles a known one, the form of a duration. */
function distance(error: SchemaError): number {
  const kind = TELLING.indexOf(error.keyword)
  const key = String(error.params['unevaluatedProperty'] ?? error.params['additionalProperty'] ?? '')
  const close = key !== '' && nearest(key, knownKeys(error.parentSchema)) !== null
  const title = (error.parentSchema as { title?: string } | undefined)?.title ?? ''
  return (kind < 0 ? TELLING.length : kind) * 2 - (close || title === 'DurationLiteral' ? 1 : 0)
}

function wrongShape(level: readonly SchemaError[], union: SchemaError): SchemaError {
  const types = level.filter(({ keyword }) => keyword === 'type').map(({ params }) => String(params['type']))
  const [fitting] = level.filter(({ keyword }) => keyword !== 'type').sort((left, right) => distance(left) - distance(right))
  return fitting ?? { ...union, keyword: 'type', params: { type: [...new Set(types)] } }
}

function missingOneOf(level: readonly SchemaError[], union: SchemaError): SchemaError {
  const keys = level.filter(({ keyword }) => keyword === 'required').map(({ params }) => String(params['missingProperty']))
  return { ...union, keyword: 'required', params: { missingProperty: [...new Set(keys)] } }
}

const TYPES: Record<string, string> = {
  object: 'a set of keys',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
}

/** One sentence for an error, naming the key it is about. */
export function sentenceFor(error: SchemaError, path: Path): string {
  const subject = subjectOf(path)
  const { params } = error
  switch (error.keyword) {
    case 'required':
      return `${subject} needs ${alternatives(listOf(params['missingProperty']).map((key) => `"${key}"`))}.`
    case 'type': {
      const types = listOf(params['type'])
      const quotes = types.join() === 'string' && typeof error.data === 'number' ? '; put it in quotes' : ''
      return `${subject} has to be ${alternatives(types.map((type) => TYPES[type] ?? type))}${quotes}.`
    }
    case 'enum':
      return `${subject} has to be one of ${listOf(params['allowedValues']).join(', ')}.`
    case 'pattern':
    case 'format':
      return `${subject} does not have the right form${formOf(error)}.`
    case 'minProperties':
    case 'maxProperties':
      return `${subject} has to have exactly one key, the name.`
    case 'minimum':
    case 'maximum':
      return `${subject} has to be ${error.keyword === 'minimum' ? 'at least' : 'at most'} ${String(params['limit'])}.`
    case 'minLength':
    case 'minItems':
      return `${subject} must not be empty.`
    default:
      return `${subject} does not fit: ${error.message ?? error.keyword}.`
  }
}

function subjectOf(path: Path): string {
  const last = path.at(-1)
  if (last === undefined) return 'The text'
  return typeof last === 'number' ? `Item ${last + 1} of "${String(path.at(-2))}"` : `"${last}"`
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String)
}

function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

const FORMS: Record<string, string> = {
  DurationLiteral: ', such as PT30S or PT1H',
  WorkflowDSL: ', such as 1.0.3',
  WorkflowVersion: ', such as 0.1.0',
  WorkflowName: ', letters, digits and dashes, at most 63',
  WorkflowNamespace: ', letters, digits and dashes, at most 63',
  RuntimeExpression: ', such as ${ .name }',
  LiteralUriTemplate: ', such as https://example.com/{id}',
  LiteralUri: ', such as https://example.com/',
}

function formOf(error: SchemaError): string {
  const title = (error.parentSchema as { title?: string } | undefined)?.title ?? ''
  return FORMS[title] ?? ''
}

/** Every key that a part of the schema knows, through its references and alternatives. */
export function knownKeys(schema: unknown, seen: ReadonlySet<unknown> = new Set()): string[] {
  if (!isObject(schema) || seen.has(schema)) return []
  const inner = new Set([...seen, schema])
  const reference = typeof schema['$ref'] === 'string' ? lookUp(schema['$ref']) : undefined
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => (Array.isArray(schema[keyword]) ? schema[keyword] : []))
  const own = isObject(schema['properties']) ? Object.keys(schema['properties']) : []
  return [...own, ...[reference, ...parts].flatMap((part) => knownKeys(part, inner))]
}

function lookUp(reference: string): Json | undefined {
  const keys = reference.replace(/^#\//, '').split('/')
  return keys.reduce<Json | undefined>((at, key) => (isObject(at) ? (at as JsonObject)[key] : undefined), PUBLISHED_SCHEMA)
}
