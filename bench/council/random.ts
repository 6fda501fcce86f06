/** A seeded stream of random numbers: the same seed and label give the same stream on every machine. */
export type Random = { readonly uniform: () => number; readonly normal: () => number; readonly below: (limit: number) => number }

/** Mulberry32 for the uniform numbers, Marsaglia's polar method for the normal ones. */
export function seededRandom(seed: number, label: string): Random {
  let state = hash(`${seed} ${label}`)
  let spare: number | undefined
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const normal = (): number => {
    if (spare !== undefined) {
      const ready = spare
      spare = undefined
      return ready
    }
    const x = 2 * uniform() - 1
    const y = 2 * uniform() - 1
    const radius = x * x + y * y
    if (radius >= 1 || radius === 0) return normal()
    const factor = Math.sqrt((-2 * Math.log(radius)) / radius)
    spare = y * factor
    return x * factor
  }
  return { uniform, normal, below: (limit) => Math.floor(uniform() * limit) }
}

/** FNV-1a over the characters, finished by a multiply so that near seeds give far streams. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193)
  return Math.imul(value ^ (value >>> 16), 0x85ebca6b) | 0
}
