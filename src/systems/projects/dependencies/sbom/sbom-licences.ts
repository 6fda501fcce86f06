import { LicenseExpression, NamedLicense, SpdxLicense, type License } from '@cyclonedx/cyclonedx-library/Models'
import { fixupSpdxId } from '@cyclonedx/cyclonedx-library/SPDX'
import validateExpression from 'spdx-expression-parse'

/**
 * Licences as CycloneDX states them: an SPDX id, one SPDX expression, or a name in the package's own words.
 * A list of licences means a choice, as npm and Composer define it.
 */
export function sbomLicences(stated: readonly string[]): License[] {
  if (stated.length === 1) return [one(stated[0]!)]
  const ids = stated.map((text) => fixupSpdxId(text))
  if (ids.every((id) => id !== undefined)) return ids.map((id) => new SpdxLicense(id))
  const choice = stated.map((text) => `(${text})`).join(' OR ')
  if (stated.length > 0 && isExpression(choice)) return [new LicenseExpression(choice)]
  // An expression may only stand alone; beside others it becomes a name.
  return stated.map((text, i) => (ids[i] === undefined ? new NamedLicense(text) : new SpdxLicense(ids[i])))
}

function one(text: string): License {
  const id = fixupSpdxId(text)
  if (id !== undefined) return new SpdxLicense(id)
  return isExpression(text) ? new LicenseExpression(text) : new NamedLicense(text)
}

const known = new Map<string, boolean>()

function isExpression(text: string): boolean {
  const answer = known.get(text) ?? parses(text)
  if (known.size < 1000) known.set(text, answer)
  return answer
}

function parses(text: string): boolean {
  try {
    validateExpression(text)
    return true
  } catch {
    return false
  }
}
