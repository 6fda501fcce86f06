/** Random numbers that come again with the same seed, so that whatever a test finds can be found once more. */
export interface Random {
  /** A whole number from 0 to below the bound. */
  below(bound: number): number
  one<T>(choices: readonly T[]): T
  /** True once in so many times. */
  onceIn(times: number): boolean
}

/** xorshift over 32 bits. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0 || 1
  const below = (bound: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % bound
  }
  return {
    below,
    one: (choices) => choices[below(choices.length)]!,
    onceIn: (times) => below(times) === 0,
  }
}
