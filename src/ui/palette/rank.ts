export interface Match {
  /** Higher is better; 0 does not fit. */
  readonly score: number
  /** Places of the letters that fit, for making them strong. */
  readonly hits: readonly number[]
}

/**
 * How well a text fits what was typed: every typed word has to occur, at the start of a word, inside one, or as
 * letters in order. Earlier, longer and word-initial hits are better.
 */
export function matchText(text: string, typed: string): Match {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const found = words.map((word) => matchWord(text.toLowerCase(), word))
  if (found.some(({ score }) => score === 0)) return { score: 0, hits: [] }
  const score = found.reduce((sum, match) => sum + match.score, 0) - text.length / 500
  return { score: Math.max(0.01, score), hits: found.flatMap(({ hits }) => hits) }
}

export interface Ranked<T> {
  readonly item: T
  readonly match: Match
}

/** The items that fit, best first; all of them in their order when nothing is typed. */
export function rank<T>(items: readonly T[], typed: string, textOf: (item: T) => string): Ranked<T>[] {
  if (typed.trim() === '') return items.map((item) => ({ item, match: { score: 1, hits: [] } }))
  return items
    .map((item) => ({ item, match: matchText(textOf(item), typed) }))
    .filter(({ match }) => match.score > 0)
    .sort((a, b) => b.match.score - a.match.score)
}

export interface Piece {
  readonly text: string
  readonly strong: boolean
}

/** Cuts a text into plain and strong pieces. */
export function pieces(text: string, hits: readonly number[]): Piece[] {
  const strong = new Set(hits)
  const found: Piece[] = []
  for (const [index, letter] of text.split('').entries()) {
    const last = found.at(-1)
    if (last && last.strong === strong.has(index)) found[found.length - 1] = { text: last.text + letter, strong: last.strong }
    else found.push({ text: letter, strong: strong.has(index) })
  }
  return found
}

function matchWord(text: string, word: string): Match {
  const initial = initialIndex(text, word)
  if (initial >= 0) return { score: 4 - initial / 100, hits: span(initial, word.length) }
  const inside = text.indexOf(word)
  if (inside >= 0) return { score: 2 - inside / 100, hits: span(inside, word.length) }
  return word.length < 3 ? { score: 0, hits: [] } : matchLetters(text, word)
}

function initialIndex(text: string, word: string): number {
  if (text.startsWith(word)) return 0
  for (const separator of [' ', '-', '/', '.', '_', '#']) {
    const index = text.indexOf(separator + word)
    if (index >= 0) return index + 1
  }
  return -1
}

/** Letters in order, close together, from the start of a word on: `rllbk` finds `Roll back`. */
function matchLetters(text: string, word: string): Match {
  const first = initialIndex(text, word.charAt(0))
  if (first < 0) return { score: 0, hits: [] }
  const hits: number[] = []
  let from = first
  for (const letter of word) {
    const index = text.indexOf(letter, from)
    if (index < 0) return { score: 0, hits: [] }
    hits.push(index)
    from = index + 1
  }
  const spread = (hits.at(-1) ?? 0) - (hits[0] ?? 0) + 1 - word.length
  return spread > word.length * 2 ? { score: 0, hits: [] } : { score: 1 - spread / 50, hits }
}

function span(from: number, length: number): number[] {
  return Array.from({ length }, (_, index) => from + index)
}
