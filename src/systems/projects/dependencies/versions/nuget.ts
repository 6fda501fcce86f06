import { readIntervals, readOperators, testOf, type VersionScheme } from './version-scheme.ts'

/** Four numbers and a prerelease as semantic versions have it, case not minded; build metadata counts for nothing. */
type NugetVersion = { numbers: number[]; prerelease: string[] }

const nuget: VersionScheme<NugetVersion> = {
  parse: (text) => {
    const found = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9a-z.-]+))?(?:\+[0-9a-z.-]+)?$/i.exec(text)
    if (!found) return null
    return { numbers: found[1]!.split('.').map(Number), prerelease: found[2] ? found[2].toLowerCase().split('.') : [] }
  },
  compare: (a, b) => {
    for (let i = 0; i < 4; i++) {
      const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0)
      if (difference !== 0) return difference
    }
    return comparePrereleases(a.prerelease, b.prerelease)
  },
}

/** NuGet ranges `[1.0,2.0)`, `1.*`, a bare version (at least it), or plain comparisons such as `<13.0.1`. */
export function nugetRange(range: string): ((version: string) => boolean | null) | null {
  const condition = readFloating(range) ?? readIntervals(nuget, range) ?? readOperators(nuget, range, '>=')
  return condition === null ? null : testOf(nuget, condition)
}

function readFloating(range: string): ((version: NugetVersion) => boolean) | null {
  if (range === '*') return () => true
  const found = /^(\d+(?:\.\d+){0,2})\.\*$/.exec(range)
  if (!found) return null
  const numbers = found[1]!.split('.').map(Number)
  return (version) => numbers.every((one, i) => (version.numbers[i] ?? 0) === one)
}

/** A prerelease comes before its release; numbers in it count as numbers and before words. */
function comparePrereleases(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length)
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = compareIdentifiers(a[i], b[i])
    if (order !== 0) return order
  }
  return 0
}

function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (isNumberA && isNumberB) return Number(a) - Number(b)
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
