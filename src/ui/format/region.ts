/** How times and numbers are written for whoever sits here. */
interface Region {
  readonly timeZone: string | null
  readonly locale: string | null
}

let region: Region = { timeZone: null, locale: null }
const listeners = new Set<() => void>()

export function regionNow(): Region {
  return region
}

/** Takes over what the account says; null is the zone of the browser, and English as Optimus writes it. */
export function writeFor(next: Region): void {
  if (next.timeZone === region.timeZone && next.locale === region.locale) return
  region = { timeZone: next.timeZone, locale: next.locale }
  for (const listener of listeners) listener()
}

/** Calls whenever the region changes, for what is remembered by it. */
export function onRegion(listener: () => void): void {
  listeners.add(listener)
}
