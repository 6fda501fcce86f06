import { createHash } from 'node:crypto'
import type { Json } from '../expressions/json.ts'
import type { WorkflowDocument } from './model/document.ts'

/** The address of a definition: equal for equal documents, however they were written. */
export function definitionHash(document: WorkflowDocument): string {
  return `sha256:${createHash('sha256')
    .update(canonicalJson(document as unknown as Json))
    .digest('hex')}`
}

/** JSON with sorted keys and no blanks, as RFC 8785 orders and writes it. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .filter((key) => value[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key]!)}`)
  return `{${members.join(',')}}`
}
