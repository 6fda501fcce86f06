import { humanize } from '../format/text.ts'
import type { JsonSchema } from './json-schema.ts'

export type FieldKind = 'text' | 'secret' | 'paragraph' | 'number' | 'switch' | 'choice' | 'lines' | 'json'

export interface FormField {
  readonly name: string
  readonly label: string
  readonly help: string | undefined
  readonly kind: FieldKind
  readonly required: boolean
  readonly fallback: unknown
  readonly choices: readonly string[]
  /** For text: `email`, `uri`, `date-time`. */
  readonly format: string | undefined
  readonly minimum: number | undefined
  readonly maximum: number | undefined
  readonly whole: boolean
}

/** What a form shows for an operation's input, the required fields first. */
export function formFields(schema: JsonSchema): FormField[] {
  const required = new Set(schema.required ?? [])
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => field(name, property, required.has(name)))
  return [...fields.filter((one) => one.required), ...fields.filter((one) => !one.required)]
}

function field(name: string, property: JsonSchema, listed: boolean): FormField {
  const schema = withoutNull(property)
  const kind = kindOf(name, schema)
  return {
    name,
    label: property.title ?? schema.title ?? humanize(name),
    help: property.description ?? schema.description,
    kind,
    // The server lists fields with defaults as required in what it gives, not in what it takes.
    required: listed && property.default === undefined,
    fallback: property.default,
    choices: (schema.enum ?? []).map(String),
    format: schema.format,
    minimum: schema.minimum,
    maximum: schema.maximum,
    whole: schema.type === 'integer',
  }
}

function withoutNull(schema: JsonSchema): JsonSchema {
  const ways = schema.anyOf ?? schema.oneOf
  const real = ways?.filter((way) => way.type !== 'null')
  return real?.length === 1 && real[0] ? real[0] : schema
}

function kindOf(name: string, schema: JsonSchema): FieldKind {
  if (schema.enum) return 'choice'
  if (schema.type === 'boolean') return 'switch'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'array') return schema.items?.type === 'string' || schema.items?.enum ? 'lines' : 'json'
  if (schema.type !== 'string') return 'json'
  if (schema.writeOnly || /password|secret|token|passphrase/i.test(name)) return 'secret'
  return (schema.maxLength ?? 0) > 500 ? 'paragraph' : 'text'
}
