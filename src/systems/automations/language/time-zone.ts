const FORMATS = new Map<string, Intl.DateTimeFormat>()
const DAY = 86_400_000

export function isZone(zone: string): boolean {
  try {
    formatFor(zone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone)
  if (known !== undefined) return known
  const two = '2-digit'
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  })
  FORMATS.set(zone, format)
  return format
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
export function zoneOffset(zone: string, instant: number): number {
  const parts = new Map(
    formatFor(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
  const wall = Date.UTC(number('year'), number('month') - 1, number('day'), number('hour'), number('minute'), number('second'))
  return wall - Math.floor(instant / 1_000) * 1_000
}

/** The first instant after `from`, up to and including `to`, at which the clocks of a zone change; null without one. */
export function nextTransition(zone: string, from: number, to: number): number | null {
  const offset = zoneOffset(zone, from)
  for (let at = from; at < to; at += DAY) {
    const probe = Math.min(at + DAY, to)
    if (zoneOffset(zone, probe) !== offset) return changeBetween(zone, at, probe)
  }
  return null
}

/** Clocks change at whole seconds. */
function changeBetween(zone: string, before: number, after: number): number {
  const offset = zoneOffset(zone, before)
  let low = Math.floor(before / 1_000)
  let high = Math.ceil(after / 1_000)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zoneOffset(zone, middle * 1_000) === offset) low = middle
    else high = middle
  }
  return high * 1_000
}
