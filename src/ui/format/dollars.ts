/** `$1,204.50`, `$0.0123`: from millionths of a dollar, with as many digits as a small sum needs. Unknown says so. */
export function formatDollars(micros: number | null | undefined): string {
  if (micros == null) return 'unknown'
  const dollars = micros / 1_000_000
  const digits = dollars === 0 || Math.abs(dollars) >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(Math.abs(dollars))) + 1)
  return `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: digits })}`
}
