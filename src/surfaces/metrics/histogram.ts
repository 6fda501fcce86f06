import { durationBounds, type Tallied } from './request-tally.ts'

export interface Sample {
  readonly metricName: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** The tally as a Prometheus histogram: buckets add up, and the last is everything. */
export function histogramSamples(name: string, rows: readonly Tallied[]): Sample[] {
  return rows.flatMap((row) => {
    const labels = { operation: row.operation, status: String(row.status) }
    let total = 0
    const buckets = [...row.counts].map((count, place): Sample => {
      total += count
      const le = place < durationBounds.length ? String(durationBounds[place]) : '+Inf'
      return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: total }
    })
    return [...buckets, { metricName: `${name}_sum`, labels, value: row.seconds }, { metricName: `${name}_count`, labels, value: total }]
  })
}
