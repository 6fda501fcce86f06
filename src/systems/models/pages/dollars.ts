/** What somebody typed as dollars, in millionths; null when it is no sum. */
export function parseDollars(text: string): number | null {
  const plain = text.trim().replace(/^\$/, '').replaceAll(',', '')
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(plain)) return null
  return Math.round(Number(plain) * 1_000_000)
}

/** For a field that somebody edits: no sign, no grouping, nothing for unknown. */
export function plainDollars(micros: number | null): string {
  return micros === null ? '' : String(micros / 1_000_000)
}
