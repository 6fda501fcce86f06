import { formatNumber, thin } from '#ui/format/number.ts'

/** A probability in whole percent, as bars and tables show it: more digits would pretend to know more. */
export function percentOf(share: number): number {
  return Math.round(share * 100)
}

/** `68 %`; nothing for what is not known. */
export function percentText(share: number | null | undefined): string {
  return share == null ? '' : `${formatNumber(percentOf(share))}${thin}%`
}
