import { all, any, operatorCondition, testOf, type Condition, type VersionScheme } from './version-scheme.ts'

/** Four numbers, how stable, and the number of the prerelease or patch; a branch is its name. */
type ComposerVersion = { numbers: [number, number, number, number]; stability: number; sub: number; branch: string | null }

const stabilities: Record<string, number> = { dev: 0, alpha: 1, a: 1, beta: 2, b: 2, rc: 3, '': 4, stable: 4, patch: 5, pl: 5, p: 5 }
const written =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?:[._-]?(stable|beta|b|rc|alpha|a|patch|pl|p)[.-]?(\d*))?([.-]?dev)?(?:\+[\w.-]+)?$/i

const composer: VersionScheme<ComposerVersion> = {
  parse: (text) => {
    const branch = /^dev-(.+)$/.exec(text)?.[1]
    if (branch) return { numbers: [0, 0, 0, 0], stability: -1, sub: 0, branch }
    const found = written.exec(text)
    if (!found) return null
    const [, a, b, c, d, word = '', sub = '', dev] = found
    const stability = dev ? 0 : stabilities[word.toLowerCase()]!
    return { numbers: [Number(a), Number(b ?? 0), Number(c ?? 0), Number(d ?? 0)], stability, sub: Number(sub || 0), branch: null }
  },
  compare: (a, b) => {
    if (a.branch !== null || b.branch !== null) return a.branch === b.branch ? 0 : Number.NaN
    for (let i = 0; i < 4; i++) if (a.numbers[i] !== b.numbers[i]) return a.numbers[i]! - b.numbers[i]!
    return a.stability - b.stability || a.sub - b.sub
  },
}

/** Composer constraints: ^, ~, wildcards, hyphen ranges, comparisons; spaces and commas join, bars choose. */
export function composerRange(range: string): ((version: string) => boolean | null) | null {
  const choices = range.split(/\s*\|\|?\s*/).map(readChoice)
  return choices.includes(null) ? null : testOf(composer, any(choices as Condition<ComposerVersion>[]))
}

function readChoice(text: string): Condition<ComposerVersion> | null {
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(text.trim())
  if (hyphen) {
    const upper = precisionOf(hyphen[2]!) < 3 ? wildcard(hyphen[2]!, 'upper') : constraint(`<=${hyphen[2]!}`)
    const lower = constraint(`>=${hyphen[1]!}`)
    return lower && upper ? all([lower, upper]) : null
  }
  const parts = text
    .trim()
    .replace(/([<>=!^~])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .map(constraint)
  return parts.length === 0 || parts.includes(null) ? null : all(parts as Condition<ComposerVersion>[])
}

function constraint(text: string): Condition<ComposerVersion> | null {
  const bare = text.replace(/@(dev|alpha|beta|rc|stable)$/i, '')
  if (/^[*x]$/i.test(bare) || bare === '') return () => true
  if (/^v?\d+(\.\d+)*\.[*x]$/i.test(bare)) return wildcard(bare.replace(/\.[*x]$/i, ''), 'both')
  const [, operator = '', version = ''] = /^(\^|~|>=|<=|==|!=|<>|[<>=])?(.+)$/.exec(bare) ?? []
  const bound = composer.parse(version)
  if (bound === null) return null
  if (operator === '^') return between(bound, caretNext(bound, precisionOf(version)))
  if (operator === '~') return between(bound, next(bound, Math.max(0, precisionOf(version) - 2)))
  // A bound without a stability of its own takes in, or keeps out, its prereleases too.
  const isOpen = (operator === '<' || operator === '>=') && bound.stability === 4 && bound.branch === null
  return operatorCondition(composer, operator || '=', isOpen ? earliest(bound) : bound)
}

function wildcard(text: string, sides: 'both' | 'upper'): Condition<ComposerVersion> | null {
  const bound = composer.parse(text)
  if (bound === null) return null
  const upper = next(bound, precisionOf(text) - 1)
  return sides === 'both' ? between(bound, upper) : operatorCondition(composer, '<', upper)
}

function between(low: ComposerVersion, beyond: ComposerVersion): Condition<ComposerVersion> {
  const lower = low.stability === 4 ? earliest(low) : low
  return all([operatorCondition(composer, '>=', lower), operatorCondition(composer, '<', beyond)])
}

/** ^ keeps the first number that is not zero. */
function caretNext(bound: ComposerVersion, precision: number): ComposerVersion {
  const first = bound.numbers.slice(0, 3).findIndex((one) => one > 0)
  return next(bound, first < 0 ? Math.min(precision, 3) - 1 : first)
}

function next({ numbers }: ComposerVersion, at: number): ComposerVersion {
  const raised = numbers.map((one, i) => (i < at ? one : i === at ? one + 1 : 0)) as ComposerVersion['numbers']
  return { numbers: raised, stability: 0, sub: 0, branch: null }
}

function earliest(version: ComposerVersion): ComposerVersion {
  return { ...version, stability: 0, sub: 0 }
}

function precisionOf(text: string): number {
  return /^v?(\d+(?:\.\d+){0,3})/.exec(text)?.[1]?.split('.').length ?? 1
}
