import type { JsonSchema } from '#kernel/json-schema.ts'

export interface SchemaRow {
  readonly path: string
  readonly type: string
  readonly required: boolean
  readonly fallback: string | null
  readonly description: string
}

const deepest = 3

/** The fields of a schema, those of objects and lists below their parent's name: `items[].name`. */
export function schemaRows(schema: JsonSchema, prefix = '', depth = 0): SchemaRow[] {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = new Set((schema['required'] ?? []) as string[])
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const row: SchemaRow = {
      path,
      type: typeOf(field),
      required: required.has(name),
      fallback: 'default' in field ? JSON.stringify(field['default']) : null,
      description: String(field['description'] ?? ''),
    }
    return depth < deepest ? [row, ...innerRows(field, path, depth + 1)] : [row]
  })
}

function innerRows(field: JsonSchema, path: string, depth: number): SchemaRow[] {
  const choices = (field['anyOf'] ?? []) as JsonSchema[]
  if (choices.length > 0) return innerRows(choices.find((one) => one['type'] === 'object' || one['type'] === 'array') ?? {}, path, depth)
  if (field['type'] === 'array') return innerRows((field['items'] ?? {}) as JsonSchema, `${path}[]`, depth)
  return schemaRows(field, `${path}.`, depth)
}

function typeOf(field: JsonSchema): string {
  const choices = (field['anyOf'] ?? field['oneOf'] ?? []) as JsonSchema[]
  if (choices.length > 0) return [...new Set(choices.map(typeOf))].join(' or ')
  if (Array.isArray(field['enum'])) return field['enum'].map((one) => JSON.stringify(one)).join(' or ')
  if ('const' in field) return JSON.stringify(field['const'])
  if (field['type'] === 'array') return `list of ${typeOf((field['items'] ?? {}) as JsonSchema)}`
  const bounds = [bound(field, 'minimum', '≥'), bound(field, 'maximum', '≤'), bound(field, 'maxLength', 'up to')].filter(Boolean)
  const name = String(field['format'] ?? field['type'] ?? 'anything')
  return bounds.length > 0 ? `${name} (${bounds.join(', ')})` : name
}

function bound(field: JsonSchema, key: string, sign: string): string {
  const value = field[key]
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? `${sign} ${value}` : ''
}
