const hues = 12

/** The hue of a project, one of twelve on the circle, from its id alone: the same everywhere and on every machine. */
export function monogramHue(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193) >>> 0
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
  return ((hash >>> 16) % hues) * (360 / hues) + 15
}

/** Two letters of a name: `Ledgerline` is `Le`, `tax-export` is `Te`. */
export function monogramLetters(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const [first = '?', second] = words
  const letters = second ? [...letter(first), ...letter(second)] : Array.from(first).slice(0, 2)
  return letters.map((one, index) => (index === 0 ? one.toUpperCase() : one.toLowerCase())).join('')
}

function letter(word: string): string[] {
  return Array.from(word).slice(0, 1)
}
