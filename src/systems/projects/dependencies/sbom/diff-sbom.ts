import { withoutVersion } from '../purl.ts'
import { fieldOf, listOf, textOf } from '../texts/plain.ts'

/** `purl` is without version: it names the package in both documents. */
export type SbomPackage = { purl: string; name: string; versions: string[]; licences: string[] }
export type SbomDiff = {
  added: SbomPackage[]
  removed: SbomPackage[]
  changed: { purl: string; name: string; from: string[]; to: string[] }[]
  relicensed: { purl: string; name: string; from: string[]; to: string[] }[]
}

/**
 * What differs between two CycloneDX documents (as parsed JSON, of any 1.x version), by package.
 * `changed` lists only the versions that went and came; other versions of the package stayed.
 */
export function diffSbom(before: unknown, after: unknown): SbomDiff {
  const [old, now] = [packagesOf(before), packagesOf(after)]
  const diff: SbomDiff = { added: [], removed: [], changed: [], relicensed: [] }
  for (const [purl, one] of now) {
    const earlier = old.get(purl)
    if (earlier) compare(diff, earlier, one)
    else diff.added.push(one)
  }
  for (const [purl, one] of old) if (!now.has(purl)) diff.removed.push(one)
  for (const list of Object.values(diff)) list.sort((a, b) => (a.purl < b.purl ? -1 : a.purl > b.purl ? 1 : 0))
  return diff
}

function compare(diff: SbomDiff, before: SbomPackage, after: SbomPackage): void {
  const { purl, name } = after
  const from = before.versions.filter((one) => !after.versions.includes(one))
  const to = after.versions.filter((one) => !before.versions.includes(one))
  if (from.length > 0 || to.length > 0) diff.changed.push({ purl, name, from, to })
  const isSame = before.licences.length === after.licences.length && before.licences.every((one) => after.licences.includes(one))
  // A licence nobody stated before is learnt, not changed.
  if (!isSame && before.licences.length > 0) diff.relicensed.push({ purl, name, from: before.licences, to: after.licences })
}

function packagesOf(document: unknown): Map<string, SbomPackage> {
  const found = new Map<string, SbomPackage>()
  for (const component of listOf(fieldOf(document, 'components'))) {
    const group = textOf(fieldOf(component, 'group'))
    const name = `${group === null || group === '' ? '' : `${group}/`}${textOf(fieldOf(component, 'name')) ?? ''}`
    const written = textOf(fieldOf(component, 'purl'))
    if (name === '' && written === null) continue
    const purl = written === null ? `pkg:generic/${name}` : withoutVersion(written)
    const known = found.get(purl) ?? { purl, name, versions: [], licences: [] }
    found.set(purl, known)
    addOnce(known.versions, textOf(fieldOf(component, 'version')) ?? '')
    for (const licence of listOf(fieldOf(component, 'licenses'))) addOnce(known.licences, licenceText(licence))
  }
  return found
}

function licenceText(entry: unknown): string {
  const licence = fieldOf(entry, 'license')
  return textOf(fieldOf(entry, 'expression')) ?? textOf(fieldOf(licence, 'id')) ?? textOf(fieldOf(licence, 'name')) ?? ''
}

function addOnce(list: string[], text: string): void {
  if (text !== '' && !list.includes(text)) list.push(text)
}
