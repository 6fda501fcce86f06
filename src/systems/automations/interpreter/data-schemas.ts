import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { failure } from './failure.ts'

const most = 500
const compiled = new Map<string, ValidateFunction>()
let ajv: Ajv2020 | null = null

/** Holds data against the JSON Schema of a document; throws a validation failure that names the places. */
export function requireSchema(schema: Json | undefined, data: Json, what: string): void {
  const inner = isObject(schema) ? schema['document'] : undefined
  if (!isObject(inner)) return
  const validate = validatorOf(inner)
  if (validate(data)) return
  const errors = (validate.errors ?? []).slice(0, 5).map((error) => complaintOf(error, what))
  throw failure('validation', `${what} does not fit its schema: ${errors.join('; ')}.`)
}

/** The schema's own sentence for a key too many does not say which one. */
function complaintOf({ instancePath, message, params }: ErrorObject, what: string): string {
  const extra: unknown = params['additionalProperty'] ?? params['unevaluatedProperty']
  const complaint = typeof extra === 'string' ? `must not have "${extra}"` : (message ?? 'does not fit')
  return `${instancePath || what} ${complaint}`
}

function validatorOf(schema: JsonObject): ValidateFunction {
  const key = JSON.stringify(schema)
  const known = compiled.get(key)
  if (known) return known
  try {
    const validate = loaded().compile(schema)
    if (compiled.size >= most) compiled.delete(compiled.keys().next().value!)
    compiled.set(key, validate)
    return validate
  } catch (error) {
    throw failure('configuration', `The schema is no JSON Schema: ${(error as Error).message}`)
  }
}

function loaded(): Ajv2020 {
  if (ajv !== null) return ajv
  ajv = new Ajv2020({ strict: false, allErrors: true, logger: false })
  addFormats.default(ajv)
  return ajv
}
