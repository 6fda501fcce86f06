/** Three places: a Brier score moves slowly. */
export function scoreText(score: number | null | undefined): string {
  return score == null ? '' : score.toFixed(3)
}

/** With its sign, where above or below nothing is the message. */
export function signedScore(score: number | null | undefined): string {
  if (score == null) return ''
  return score < 0 ? `−${(-score).toFixed(3)}` : `+${score.toFixed(3)}`
}
