import { newId } from '#kernel/ids.ts'
import type { JsonSchema } from '#kernel/json-schema.ts'

/** Schemas that others refer to by name. */
type Named = Readonly<Record<string, JsonSchema>>

/** An input that the schema takes, with its required fields only; ids are new, so they lead to nothing. */
export function exampleInput(schema: JsonSchema, named = (schema['$defs'] ?? {}) as Named): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = (schema['required'] ?? []) as string[]
  return Object.fromEntries(required.map((field) => [field, exampleValue(properties[field] ?? {}, field, named)]))
}

function exampleValue(schema: JsonSchema, field: string, named: Named): unknown {
  const reference = schema['$ref']
  if (typeof reference === 'string') return exampleValue(named[reference.split('/').at(-1)!] ?? {}, field, named)
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['anyOf'])) return exampleValue(schema['anyOf'][0] as JsonSchema, field, named)
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1
    case 'boolean':
      return true
    case 'array':
      return Array.from({ length: Number(schema['minItems'] ?? 0) }, () =>
        exampleValue((schema['items'] ?? {}) as JsonSchema, field, named),
      )
    case 'object':
      return exampleInput(schema, named)
    default:
      return exampleText(schema, field)
  }
}

const formats: Readonly<Record<string, () => string>> = {
  uuid: newId,
  email: () => 'somebody@example.com',
  'date-time': () => new Date(0).toISOString(),
  uri: () => 'https://example.com/',
}

function exampleText(schema: JsonSchema, field: string): string {
  const format = formats[String(schema['format'])]
  if (format) return format()
  const pattern = typeof schema['pattern'] === 'string' ? new RegExp(schema['pattern']) : null
  const candidates = ['example', 'test.example', 'test:read', newId(), 'x'.repeat(Math.max(1, Number(schema['minLength'] ?? 1))), field]
  return candidates.find((text) => (pattern?.test(text) ?? true) && text.length >= Number(schema['minLength'] ?? 0)) ?? 'example'
}
