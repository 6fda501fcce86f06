/** Bytes a token has at least on average, before a model has shown its own: measured 27 % more tokens than there are. */
const firstBytesPerToken = 4
/** Estimates stay above what was learned, because texts differ. */
const safety = 0.9

/** How many tokens a text of so many bytes is, rather too many than too few. */
export function estimateTokens(bytes: number, learnedBytesPerToken: number | null): number {
  const perToken = learnedBytesPerToken === null ? firstBytesPerToken : learnedBytesPerToken * safety
  return Math.ceil(bytes / perToken)
}

/** The mean moves a tenth of the way to what one call really counted; short texts say little and are left out. */
export function learnBytesPerToken(known: number | null, bytes: number, tokens: number): number | null {
  if (bytes < 400 || tokens < 1) return known
  const seen = Math.min(Math.max(bytes / tokens, 0.5), 12)
  return known === null ? seen : known * 0.9 + seen * 0.1
}

export function utf8Bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}
