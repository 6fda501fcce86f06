export interface ChartSeries {
  readonly label: string
  /** As many as there are times; null is missing data, which is drawn as missing. */
  readonly values: readonly (number | null)[]
  /** Another time for comparison: dashed grey. */
  readonly past?: boolean
}

export interface ChartMark {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly label: string
}

export interface Gap {
  readonly from: number
  readonly to: number
}

/** The spans in which no series has a value, from the last known time before to the first after. */
export function gapsOf(times: readonly number[], series: readonly ChartSeries[]): Gap[] {
  const own = series.filter(({ past }) => !past)
  const missing = times.map((_, index) => own.every(({ values }) => values[index] == null))
  const gaps: Gap[] = []
  let start: number | null = null
  missing.forEach((gone, index) => {
    if (gone) start ??= Math.max(0, index - 1)
    if (start === null || (gone && index < times.length - 1)) return
    gaps.push({ from: times[start] ?? 0, to: times[index] ?? 0 })
    start = null
  })
  return gaps
}

/** The top of the axis: a little above the highest value or limit, at a round figure. */
export function niceTop(series: readonly ChartSeries[], limit?: number): number {
  const highest = Math.max(limit ?? 0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))
  if (highest <= 0) return 1
  const size = 10 ** Math.floor(Math.log10(highest))
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * size >= highest * 1.02) ?? 10
  return step * size
}
