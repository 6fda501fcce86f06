import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Json, JsonObject } from '../../expressions/json.ts'
import { AUTOMATION_SCHEMA } from '../friendly/schema.ts'
import published from '../open-workflow-1.0.3.json' with { type: 'json' }

export const DSL_VERSION = '1.0.3'
export const PUBLISHED_SCHEMA: JsonObject = published as unknown as JsonObject

export type SchemaError = ErrorObject

// Compiling takes 0.1 to 0.5 s, as much as half a megabyte of generated code would take disk and memory; the first
// check of a process pays for it, and whoever cannot wait calls `warmSchema` while nothing else is going on.
let compiled: { ajv: Ajv2020; whole: ValidateFunction } | null = null
let forAutomations: ValidateFunction | null = null

/** Compiles the schema ahead of its first use. */
export function warmSchema(): void {
  schema()
  automationErrors(null)
}

/** What the value of an automation's text breaks in its own schema. */
export function automationErrors(value: Json): SchemaError[] {
  forAutomations ??= new Ajv2020({ strict: false, allErrors: true, verbose: true }).compile(AUTOMATION_SCHEMA)
  return forAutomations(value) ? [] : (forAutomations.errors ?? [])
}

function schema(): { ajv: Ajv2020; whole: ValidateFunction } {
  if (compiled !== null) return compiled
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true })
  addFormats.default(ajv)
  compiled = { ajv, whole: ajv.compile(PUBLISHED_SCHEMA) }
  return compiled
}

/** Whether a document is valid against the published schema as a whole. The work doubles with each level of tasks. */
export function fitsSchema(document: Json): boolean {
  return schema().whole(document)
}

/** What a value breaks in a part of the schema, such as `#/$defs/waitTask`; the whole for an empty pointer. */
export function errorsAgainst(pointer: string, value: Json): SchemaError[] {
  const { ajv, whole } = schema()
  const validate = pointer === '' ? whole : ajv.getSchema(`${String(PUBLISHED_SCHEMA['$id'])}${pointer}`)
  if (validate === undefined) throw new Error(`The schema has no part ${pointer}`)
  return validate(value) ? [] : (validate.errors ?? [])
}
