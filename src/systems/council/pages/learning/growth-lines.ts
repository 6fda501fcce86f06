interface Point {
  readonly at: string
  readonly council: number
  readonly plainPool: number
}

/** The points as lines over rising times: outcomes of one moment stand a millisecond apart. */
export function growthLines(points: readonly Point[]) {
  const times: number[] = []
  for (const { at } of points) times.push(Math.max(Date.parse(at), (times.at(-1) ?? 0) + 1))
  return { times, council: points.map(({ council }) => council), plainPool: points.map(({ plainPool }) => plainPool) }
}
