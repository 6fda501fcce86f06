/** The candidate that is closest to what somebody wrote, or null when none is close enough to be a slip of the hand. */
export function nearest(written: string, candidates: Iterable<string>): string | null {
  let best: string | null = null
  let bestDistance = Math.max(1, Math.floor(written.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(written.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(written: string, candidates: Iterable<string>): string {
  const candidate = nearest(written, candidates)
  return candidate === null ? '' : ` Did you mean "${candidate}"?`
}

/** Insertions, deletions, replacements and swaps of neighbours. Bounded: long texts are never close. */
export function editDistance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 8 || left.length > 64 || right.length > 64) return Infinity
  let before: number[] = []
  let row = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let line = 1; line <= left.length; line += 1) {
    const next = [line]
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[line - 1] === right[column - 1]
      let cost = Math.min(next[column - 1]! + 1, row[column]! + 1, row[column - 1]! + (same ? 0 : 1))
      const swapped = line > 1 && left[line - 1] === right[column - 2] && left[line - 2] === right[column - 1]
      if (swapped) cost = Math.min(cost, before[column - 2]! + 1)
      next.push(cost)
    }
    before = row
    row = next
  }
  return row[right.length]!
}
