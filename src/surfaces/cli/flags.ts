import { kebab, type CatalogueEntry, type JsonSchema } from './catalogue-entry.ts'

export type ValueKind = 'text' | 'integer' | 'number' | 'boolean' | 'list' | 'map' | 'json'

/** One field of an operation's input as the command line offers it. */
export interface Flag {
  readonly field: string
  /** Kebab-case, without the two hyphens. */
  readonly name: string
  readonly kind: ValueKind
  /** What a list or map holds. */
  readonly element: ValueKind
  readonly choices: readonly string[]
  readonly required: boolean
  readonly nullable: boolean
  readonly default: unknown
  readonly description: string
  /** Place among the words without a name; null for flags alone. */
  readonly position: number | null
  /** Long text and JSON may come from a file (`@file`). */
  readonly long: boolean
}

const secretive = /password|secret|token/i
/** Text up to this length is taken as it stands: `@types/node` is a name, not a file. */
const longestPlainText = 500

/** The flags of an operation: path fields first, then what is required, each also as a word without a name. */
export function flagsOf(entry: CatalogueEntry): Flag[] {
  const properties = (entry.input['properties'] ?? {}) as Record<string, JsonSchema>
  const required = new Set((entry.input['required'] ?? []) as string[])
  const inPath = [...entry.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const flags = Object.entries(properties).map(([field, schema]) =>
    flagOf(entry, field, schema, required.has(field) || inPath.includes(field)),
  )
  const positional = [
    ...inPath.flatMap((field) => flags.filter((flag) => flag.field === field)),
    ...flags.filter((flag) => flag.required && !inPath.includes(flag.field) && isWord(flag)),
  ]
  const placed = flags.map((flag) => ({ ...flag, position: positional.includes(flag) ? positional.indexOf(flag) : null }))
  return placed.sort((a, b) => (a.position ?? 100) - (b.position ?? 100) || Number(b.required) - Number(a.required))
}

function isWord(flag: Flag): boolean {
  return ['text', 'integer', 'number'].includes(flag.kind) && !secretive.test(flag.field)
}

function flagOf(entry: CatalogueEntry, field: string, schema: JsonSchema, required: boolean): Flag {
  const choices = alternatives(entry.input, schema)
  const real = choices.filter((choice) => choice['type'] !== 'null')
  const kind = kindOf(real)
  const inner = kind === 'list' ? (real[0]?.['items'] as JsonSchema) : (real[0]?.['additionalProperties'] as JsonSchema)
  const elements = kind === 'list' || kind === 'map' ? alternatives(entry.input, inner ?? {}) : []
  return {
    field,
    name: kebab(field),
    kind,
    element: elements.length > 0 ? kindOf(elements) : 'json',
    choices: choicesOf(elements.length > 0 ? elements : real),
    required,
    nullable: choices.length > real.length,
    default: schema['default'],
    description: String(schema['description'] ?? real[0]?.['description'] ?? ''),
    position: null,
    long: kind === 'json' || (kind === 'text' && real.every(isLongText)),
  }
}

function isLongText(schema: JsonSchema): boolean {
  const longest = schema['maxLength']
  return schema['format'] === undefined && schema['enum'] === undefined && (typeof longest !== 'number' || longest > longestPlainText)
}

/** The schemas a value may fit, references followed. */
function alternatives(root: JsonSchema, schema: JsonSchema): JsonSchema[] {
  const name = /^#\/\$defs\/(.+)$/.exec(String(schema['$ref'] ?? ''))?.[1]
  if (name) return alternatives(root, ((root['$defs'] as Record<string, JsonSchema> | undefined)?.[name] ?? {}) as JsonSchema)
  const listed = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined
  if (listed) return listed.flatMap((one) => alternatives(root, one))
  const type = schema['type']
  return Array.isArray(type) ? type.map((one) => ({ ...schema, type: one })) : [schema]
}

function kindOf(schemas: readonly JsonSchema[]): ValueKind {
  const kinds = new Set(schemas.map(oneKind))
  return kinds.size === 1 ? [...kinds][0]! : 'json'
}

function oneKind(schema: JsonSchema): ValueKind {
  const type = schema['type']
  if (type === 'string' || schema['enum'] !== undefined || typeof schema['const'] === 'string') return 'text'
  if (type === 'integer' || type === 'number' || type === 'boolean') return type
  if (type === 'array') return 'list'
  const values = schema['additionalProperties'] as JsonSchema | undefined
  return type === 'object' && values?.['type'] === 'string' && schema['properties'] === undefined ? 'map' : 'json'
}

function choicesOf(schemas: readonly JsonSchema[]): string[] {
  const found = schemas.flatMap(
    (schema) => (schema['enum'] as unknown[] | undefined) ?? (schema['const'] === undefined ? [] : [schema['const']]),
  )
  return found.filter((choice) => choice !== null).map(String)
}
