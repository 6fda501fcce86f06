import { satisfies, valid, validRange } from '@renovatebot/pep440'

/** PEP 440 specifiers; a bare version means exactly it. */
export function pythonRange(range: string): ((version: string) => boolean | null) | null {
  const specifier = valid(range) ? `==${range}` : range
  if (!validRange(specifier)) return null
  return (version) => (valid(version) ? satisfies(version, specifier, { prereleases: true }) : null)
}
