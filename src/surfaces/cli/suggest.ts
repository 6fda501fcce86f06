/** The words closest to a misspelt one, the closest first; those too far off are left out. */
export function suggest(word: string, choices: readonly string[], most = 3): string[] {
  const wanted = word.toLowerCase()
  const limit = Math.max(1, Math.floor(wanted.length / 3))
  return choices
    .map((choice) => ({ choice, distance: rankOf(wanted, choice.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.choice.localeCompare(b.choice))
    .slice(0, most)
    .map(({ choice }) => choice)
}

/** " Did you mean x or y?", or nothing. */
export function didYouMean(word: string, choices: readonly string[], prefix = ''): string {
  const found = suggest(word, choices).map((choice) => prefix + choice)
  return found.length === 0 ? '' : ` Did you mean ${found.join(' or ')}?`
}

/** A word that begins with what was typed is as near as one letter off. */
function rankOf(typed: string, choice: string): number {
  const distance = distanceBetween(typed, choice)
  return typed.length >= 2 && choice.startsWith(typed) ? Math.min(distance, 1) : distance
}

/** Damerau-Levenshtein, restricted: letters added, left out, changed, or two neighbours swapped. */
export function distanceBetween(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      let best = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) best = Math.min(best, before[column - 2]! + 1)
      current[column] = best
    }
    before = last
    last = current
  }
  return last[b.length]!
}
