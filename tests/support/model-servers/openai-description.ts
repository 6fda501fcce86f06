import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const description = JSON.parse(readFileSync(join(import.meta.dirname, 'openai-description.json'), 'utf8')) as object
const ajv = new Ajv2020({ strict: false, allErrors: true }).addSchema(description, 'openai')
const known = new Map<string, ValidateFunction>()

/** What a value breaks of one schema of the official description. */
export function violationsOf(schema: string, value: unknown): string[] {
  const validate = known.get(schema) ?? ajv.compile({ $ref: `openai#/$defs/${schema}` })
  known.set(schema, validate)
  if (validate(value)) return []
  return validate.errors!.map((error) => `${schema}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
}

/** A key has to come along as a bearer token. */
export function bearerViolations(authorization: string | undefined): string[] {
  return authorization?.startsWith('Bearer ') ? [] : ['There is no bearer token.']
}

export function openaiError(status: number, message: string) {
  const type = status === 429 ? 'rate_limit_error' : status >= 500 ? 'server_error' : 'invalid_request_error'
  return { error: { type, message, param: null, code: null } }
}

export function openaiList(names: readonly string[]) {
  const data = names.map((id) => ({ id, object: 'model', created: 1_780_000_000, owned_by: 'test' }))
  const list = { object: 'list', data }
  const broken = violationsOf('ListModelsResponse', list)
  if (broken.length > 0) throw new Error(broken.join('\n'))
  return list
}
