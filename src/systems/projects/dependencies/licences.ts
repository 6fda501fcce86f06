import { fieldOf, isRecord, listOf, textOf } from './texts/plain.ts'

/**
 * Licences as manifests of any age state them: a text, {type}, {name}, or a list of these.
 * null where nothing is stated; the words stay as written, SPDX or not.
 */
export function licencesOf(value: unknown): string[] | null {
  const found = (Array.isArray(value) ? value : [value]).map(licenceOf).filter((one) => one !== null)
  return found.length === 0 ? null : [...new Set(found)]
}

/** The licence of a package.json, in today's field or in the list of before 2015. */
export function manifestLicences(manifest: unknown): string[] | null {
  return licencesOf(fieldOf(manifest, 'license')) ?? licencesOf(listOf(fieldOf(manifest, 'licenses')))
}

function licenceOf(value: unknown): string | null {
  const text = isRecord(value) ? (textOf(fieldOf(value, 'type')) ?? textOf(fieldOf(value, 'name'))) : textOf(value)
  const trimmed = text?.trim() ?? ''
  return trimmed === '' || trimmed.length > 200 ? null : trimmed
}
