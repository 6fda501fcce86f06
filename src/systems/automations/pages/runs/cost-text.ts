import { formatDollars } from '#ui/format/dollars.ts'
import type { RunTask } from '../client.ts'
import { word } from '../words.ts'

/** What models cost: `$0.0123`, and how many calls nobody knows the price of. */
export function costText({ micros, unknown }: NonNullable<RunTask['cost']>): string {
  if (unknown === 0) return formatDollars(micros)
  return micros === null ? word('cost.unknown') : word('cost.partly', { sum: formatDollars(micros), count: unknown })
}
