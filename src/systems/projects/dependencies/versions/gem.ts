import { all, operatorCondition, testOf, type Condition, type VersionScheme } from './version-scheme.ts'

/** Numbers and words; a word makes a prerelease and sorts below any number. */
type GemVersion = (number | string)[]

const gem: VersionScheme<GemVersion> = {
  parse: (text) => (/^\d+(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z.]+)?$/.test(text) ? segmentsOf(text.replace('-', '.pre.')) : null),
  compare: (a, b) => {
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      const order = compareSegments(a[i] ?? 0, b[i] ?? 0)
      if (order !== 0) return order
    }
    return 0
  },
}

/** RubyGems requirements: `~> 1.2`, `>= 1, < 2`; commas join, a bare version means exactly it. */
export function gemRange(range: string): ((version: string) => boolean | null) | null {
  const conditions = range.split(',').map((one) => readRequirement(one.trim()))
  return conditions.includes(null) ? null : testOf(gem, all(conditions as Condition<GemVersion>[]))
}

function readRequirement(text: string): Condition<GemVersion> | null {
  const found = /^(~>|>=|<=|!=|[<>=])?\s*(\S+)$/.exec(text)
  const bound = found ? gem.parse(found[2]!) : null
  if (!found || bound === null) return null
  if (found[1] !== '~>') return operatorCondition(gem, found[1] ?? '=', bound)
  const next = bump(bound)
  // A prerelease of the next version is already beyond.
  return (version) => gem.compare(version, bound) >= 0 && gem.compare(release(version), next) < 0
}

/** The next version without the last number: 1.2.3 gives 1.3, 1 gives 2. */
function bump(version: GemVersion): GemVersion {
  const numbers = release(version) as number[]
  const kept = numbers.length > 1 ? numbers.slice(0, -1) : numbers
  return [...kept.slice(0, -1), kept.at(-1)! + 1]
}

function release(version: GemVersion): GemVersion {
  const word = version.findIndex((one) => typeof one === 'string')
  return word < 0 ? version : version.slice(0, word)
}

function segmentsOf(text: string): GemVersion {
  return (text.match(/\d+|[A-Za-z]+/g) ?? []).map((one) => (/^\d/.test(one) ? Number(one) : one))
}

function compareSegments(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return typeof a === 'string' ? -1 : 1
}
