/** `$1,204.50`, `$0.0123`: from millionths of a dollar, with as many digits as a small sum needs. Unknown says so. */
export function formatDollars(micros: number | null | undefined): string {
  if (micros == null) return 'unknown'
  const dollars = micros / 1_000_000
  const digits = dollars === 0 || Math.abs(dollars) >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(Math.abs(dollars))) + 1)
  return `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: digits })}`
}

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
