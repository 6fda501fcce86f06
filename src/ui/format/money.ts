import { thin } from './number.ts'
import { regionNow } from './region.ts'

/** `€ 2,100`, `€ 0.84`: minor units (a whole number, text for big ones) and an ISO 4217 code. Whole sums show no cents. */
export function formatMoney(minor: bigint | number | string, currency: string): string {
  const locale = regionNow().locale ?? 'en'
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const { whole, rest, negative } = split(BigInt(minor), digits)
  const symbol = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency
  const point = format.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.'
  const cents = rest === 0n ? '' : `${point}${String(rest).padStart(digits, '0')}`
  return `${negative ? '−' : ''}${symbol}${thin}${whole.toLocaleString(locale)}${cents}`
}

function split(minor: bigint, digits: number): { whole: bigint; rest: bigint; negative: boolean } {
  const negative = minor < 0n
  const size = negative ? -minor : minor
  const unit = 10n ** BigInt(digits)
  return { whole: size / unit, rest: size % unit, negative }
}
