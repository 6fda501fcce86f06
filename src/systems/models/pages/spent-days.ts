export interface SpentDay {
  readonly key: string | null
  readonly costMicros: number
}

/** One value for each day of the span, in dollars: a day without a call cost nothing, and that is known. */
export function spentDays(from: string, to: string, items: readonly SpentDay[]): { times: number[]; values: number[] } {
  const known = new Map(items.map((one) => [one.key, one.costMicros]))
  const times: number[] = []
  const values: number[] = []
  for (let time = Date.parse(from); time <= Date.parse(to); time += 86_400_000) {
    times.push(time)
    values.push((known.get(new Date(time).toISOString().slice(0, 10)) ?? 0) / 1_000_000)
  }
  return { times, values }
}
