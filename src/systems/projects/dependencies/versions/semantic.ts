import { Range, parse, satisfies } from 'semver'

type Test = (version: string) => boolean | null

export function npmRange(range: string): Test | null {
  return semanticTest(range)
}

/** Cargo: commas join, a bare version means compatible (^), `=1.2` and `1.2.*` mean any 1.2. */
export function cargoRange(range: string): Test | null {
  const parts = range.split(',').map((one) => one.trim())
  const isOdd = parts.some((one) => !/^(?:[\^~=]|[<>]=?)?\s*(?:\*|\d+(?:\.(?:\d+|\*)){0,2}(?:-[\w.-]+)?(?:\+[\w.-]+)?)$/.test(one))
  return isOdd ? null : semanticTest(parts.map((one) => (/^\d/.test(one) && !one.includes('*') ? `^${one}` : one)).join(' '))
}

/** Go: a whole version is exactly it, `v1.2` is any v1.2, comparisons join by spaces or commas. */
export function goRange(range: string): Test | null {
  const parts = range.split(/[\s,]+/).filter((one) => one !== '')
  const isOdd = parts.some((one) => !/^(?:[<>]=?|=|)v?\d+(?:\.\d+){0,2}(?:[-+][\w.+-]+)?$/.test(one))
  return isOdd ? null : semanticTest(parts.join(' '))
}

// Prereleases count: whoever asks for >=18 also wants to see the project on 19.0.0-rc.1.
function semanticTest(range: string): Test | null {
  try {
    const read = new Range(range, { loose: true, includePrerelease: true })
    return (version) =>
      parse(version, { loose: true }) === null ? null : satisfies(version, read, { loose: true, includePrerelease: true })
  } catch {
    return null
  }
}
