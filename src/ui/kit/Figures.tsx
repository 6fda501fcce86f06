import { formatByteRate, formatBytes } from '../format/bytes.ts'
import { formatDuration } from '../format/duration.ts'
import { formatMoney } from '../format/money.ts'
import { formatNumber, formatShare } from '../format/number.ts'

type Known = number | null | undefined

/** `2,100`, in tabular digits. */
export function Count({ value, digits }: { value: Known; digits?: number }) {
  return <span className="tabular-nums">{formatNumber(value, digits)}</span>
}

/** A share from 0 to 1 as `34 %`. */
export function Share({ value }: { value: Known }) {
  return <span className="tabular-nums">{formatShare(value)}</span>
}

/** `412 MiB`, with the exact count on hover. */
export function Bytes({ value, perSecond }: { value: Known; perSecond?: boolean }) {
  const exact = value == null ? undefined : `${formatNumber(value)} B`
  return (
    <span className="tabular-nums" title={exact}>
      {perSecond ? formatByteRate(value) : formatBytes(value)}
    </span>
  )
}

/** `3 h 12 m` from milliseconds. */
export function Duration({ milliseconds }: { milliseconds: Known }) {
  return <span className="tabular-nums">{formatDuration(milliseconds)}</span>
}

/** `€ 2,100` from minor units. */
export function Money({ minor, currency }: { minor: bigint | number | string; currency: string }) {
  return <span className="tabular-nums">{formatMoney(minor, currency)}</span>
}
