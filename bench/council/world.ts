/** One simulated question: what is true, and what each persona says about it. */
export type WorldQuestion = {
  readonly truth: number
  readonly domain: number
  /** `ballots[i][k]`: probability that persona i gives to option k. */
  readonly ballots: readonly (readonly number[])[]
}

/** A council and its questions, drawn from one seed. */
export type World = {
  readonly providers: readonly number[]
  readonly optionCount: number
  readonly questions: readonly WorldQuestion[]
}
