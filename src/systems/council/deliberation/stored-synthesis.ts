/** The words around an answer, as they are kept. */
export interface StoredSynthesis {
  readonly sentence: string
  readonly text: string
  /** What to configure so that minds can speak; null when they did. */
  readonly advice: string | null
  readonly probability: number | null
  readonly effectiveVoices: number
  /** Who composed the text of an open answer; null when it was put together by rules. */
  readonly writer: string | null
}
