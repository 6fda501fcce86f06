import { readIntervals, readOperators, testOf, type VersionScheme } from './version-scheme.ts'

/** One piece of a version and the sign before it. A change between digits and letters counts as a hyphen. */
type Piece = { sign: '.' | '-'; value: number | string }

/** Maven's order of versions (its "Version Order Specification"): 1-alpha < 1-rc < 1-SNAPSHOT < 1 < 1-sp < 1-x < 1.1. */
const maven: VersionScheme<Piece[]> = {
  parse: (text) => (/^[0-9A-Za-z][\w.+-]*$/.test(text) && /\d/.test(text) ? trimmed(piecesOf(text)) : null),
  compare: (a, b) => {
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      const order = comparePieces(a[i] ?? nothingLike(b[i]!), b[i] ?? nothingLike(a[i]!))
      if (order !== 0) return order
    }
    return 0
  },
}

/** Maven ranges `[1.0,2.0)`, a bare version (exactly it), or plain comparisons such as `<2.17.1`. */
export function mavenRange(range: string): ((version: string) => boolean | null) | null {
  const condition = readIntervals(maven, range) ?? readOperators(maven, range)
  return condition === null ? null : testOf(maven, condition)
}

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp']
const aliases: Record<string, string> = { cr: 'rc', final: '', ga: '', release: '' }
const shorts: Record<string, string> = { a: 'alpha', b: 'beta', m: 'milestone' }

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  for (const found of text.toLowerCase().matchAll(/([.\-_+]?)(\d+|[a-z]+)|[.\-_+]/g)) {
    if (found[2] === undefined) continue
    const sign = found.index > 0 && found[1] !== '.' ? '-' : '.'
    const isNumber = /^\d/.test(found[2])
    const isBeforeDigit = /^\d/.test(text.slice(found.index + found[0].length))
    const word = isBeforeDigit ? (shorts[found[2]] ?? found[2]) : found[2]
    pieces.push({ sign, value: isNumber ? Number(found[2]) : (aliases[word] ?? word) })
  }
  return pieces
}

/** Zeros and empty qualifiers at the end, and before each hyphen, mean nothing. */
function trimmed(pieces: Piece[]): Piece[] {
  const kept = [...pieces]
  for (let end = kept.length; end > 0; end--) {
    const isEnd = end === kept.length || kept[end]!.sign === '-'
    if (isEnd && end > 1 && isNothing(kept[end - 1]!)) kept.splice(end - 1, 1)
  }
  return kept
}

function isNothing({ value }: Piece): boolean {
  return value === 0 || value === ''
}

function nothingLike({ sign, value }: Piece): Piece {
  return { sign, value: typeof value === 'number' ? 0 : '' }
}

function comparePieces(a: Piece, b: Piece): number {
  if (typeof a.value === 'string' && typeof b.value === 'string') return compareWords(a.value, b.value)
  if (typeof a.value !== typeof b.value) return typeof a.value === 'string' ? -1 : 1
  // Of two numbers the one behind a hyphen is less: 1-1 < 1.1.
  return a.sign === b.sign ? (a.value as number) - (b.value as number) : a.sign === '-' ? -1 : 1
}

function compareWords(a: string, b: string): number {
  const [rankA, rankB] = [rankOf(a), rankOf(b)]
  if (rankA !== rankB || rankA < qualifiers.length) return rankA - rankB
  return a < b ? -1 : a > b ? 1 : 0
}

function rankOf(word: string): number {
  const known = qualifiers.indexOf(word)
  return known < 0 ? qualifiers.length : known
}
