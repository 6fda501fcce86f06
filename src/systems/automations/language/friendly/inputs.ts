import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { given } from './given.ts'
import { INPUT_TYPES, type InputField, type InputType } from './model.ts'

const DURATION_PATTERN = '^(P(?=[\\dT])|\\d)'

/** What each type of field is in JSON Schema. `x-optimus-type` keeps apart what JSON Schema does not. */
const TYPES: Readonly<Record<InputType, JsonObject>> = {
  text: { type: 'string' },
  multiline: { type: 'string', 'x-optimus-type': 'multiline' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  duration: { type: 'string', pattern: DURATION_PATTERN, 'x-optimus-type': 'duration' },
  url: { type: 'string', format: 'uri' },
  email: { type: 'string', format: 'email' },
  project: { type: 'string', 'x-optimus-type': 'project' },
  file: { type: 'string', 'x-optimus-type': 'file' },
  list: { type: 'array' },
  object: { type: 'object' },
}

/** The JSON Schema of the object that the fields of a form make. */
export function inputSchema(inputs: Readonly<Record<string, InputField>>): JsonObject {
  const required = Object.keys(inputs).filter((name) => inputs[name]!.required === true)
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(inputs).map(([name, field]) => [name, fieldSchema(field)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  }
}

function fieldSchema(field: InputField): JsonObject {
  const { title, description, options, minimum, maximum, pattern, placeholder } = field
  const items = field.items === undefined ? undefined : TYPES[field.items]
  const examples = placeholder === undefined ? undefined : [placeholder]
  return {
    ...TYPES[field.type],
    ...given({ title, description, default: field.default, enum: options, minimum, maximum, pattern, examples, items }),
  }
}

/** The way back, for schemas that were made from fields. */
export function inputFields(schema: JsonObject): Record<string, InputField> {
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, fieldOf(isObject(property) ? property : {}, required.includes(name))]),
  )
}

function fieldOf(schema: JsonObject, required: boolean): InputField {
  const type = typeOf(schema)
  const { title, description, default: standard, enum: options, minimum, maximum, pattern, examples, items } = schema
  return given({
    type,
    title,
    description,
    required: required ? true : undefined,
    default: standard,
    options,
    minimum,
    maximum,
    pattern: pattern === TYPES[type]['pattern'] ? undefined : pattern,
    placeholder: Array.isArray(examples) ? examples[0] : undefined,
    items: isObject(items) ? typeOf(items) : undefined,
  }) as unknown as InputField
}

function typeOf(schema: JsonObject): InputType {
  const same = (key: string, wanted: JsonObject): boolean => (schema[key] ?? null) === (wanted[key] ?? null)
  const found = INPUT_TYPES.find((type) => ['type', 'format', 'x-optimus-type'].every((key) => same(key, TYPES[type])))
  return found ?? 'object'
}

/** The values that fields have when nobody gives any. */
export function defaultsOf(inputs: Readonly<Record<string, InputField>>): JsonObject {
  const given = Object.entries(inputs).filter((entry): entry is [string, InputField & { default: Json }] => entry[1].default !== undefined)
  return Object.fromEntries(given.map(([name, field]) => [name, field.default]))
}
