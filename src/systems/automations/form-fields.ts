import { isObject, type JsonObject } from './expressions/json.ts'
import type { WorkflowDocument } from './language/model/document.ts'

export interface FormField {
  readonly name: string
  readonly schema: JsonObject
  readonly required: boolean
}

/** The fields of the form that starts a definition by hand: the members of the object its input schema describes. */
export function formFields(document: WorkflowDocument): FormField[] {
  const schema = objectSchema(document)
  if (schema === null || !isObject(schema['properties'])) return []
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.entries(schema['properties']).map(([name, property]) => ({
    name,
    schema: isObject(property) ? property : {},
    required: required.includes(name),
  }))
}

function objectSchema(document: WorkflowDocument): JsonObject | null {
  const schema = document.input?.schema
  const found = schema !== undefined && 'document' in schema ? schema.document : null
  if (!isObject(found)) return null
  const choices = Array.isArray(found['anyOf']) ? found['anyOf'] : [found]
  return choices.filter(isObject).find((choice) => choice['type'] === 'object' || choice['properties'] !== undefined) ?? null
}
