import { onRegion, regionNow } from './region.ts'

/** Joins figure and unit so that no line breaks between them. */
export const thin = '\u00a0'

const formats = new Map<number, Intl.NumberFormat>()
onRegion(() => formats.clear())

/** `2,100`; with `digits` places after the point. Unknown stays `unknown`. */
export function formatNumber(value: number | null | undefined, digits = 0): string {
  if (value == null || !Number.isFinite(value)) return 'unknown'
  const known = formats.get(digits) ?? numberFormat(digits)
  formats.set(digits, known)
  return known.format(value)
}

function numberFormat(digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(regionNow().locale ?? 'en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** A share from 0 to 1 as `34 %`; small ones keep digits (`0.04 %`), so that something never reads as nothing. */
export function formatShare(share: number | null | undefined): string {
  if (share == null || !Number.isFinite(share)) return 'unknown'
  const percent = share * 100
  if (percent > 0 && percent < 0.005) return `< ${formatNumber(0.01, 2)}${thin}%`
  return `${formatNumber(percent, digitsFor(percent))}${thin}%`
}

/** `842`, `1.2 k`, `3.4 M`: for places too small for every digit. Rounds down, never up to look good. */
export function formatCompact(value: number): string {
  const step = [
    { size: 1e9, unit: 'G' },
    { size: 1e6, unit: 'M' },
    { size: 1e3, unit: 'k' },
  ].find(({ size }) => Math.abs(value) >= size)
  if (!step) return formatNumber(value)
  const scaled = value / step.size
  const shown = Math.abs(scaled) < 10 ? Math.trunc(scaled * 10) / 10 : Math.trunc(scaled)
  return `${shown}${thin}${step.unit}`
}

function digitsFor(percent: number): number {
  const size = Math.abs(percent)
  if (size === 0 || size >= 10 || Number.isInteger(percent)) return 0
  return size >= 1 ? 1 : 2
}
