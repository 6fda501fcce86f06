/** A measured ratio and what it may be at most. */
export interface Ratio {
  readonly name: string
  readonly ours: number
  readonly limit: number
  readonly unit: string
  readonly goal: number
}

export function held(ratio: Ratio): boolean {
  return ratio.ours / ratio.limit <= ratio.goal
}

/**
 * The lower quarter of the rounds. What else runs on a machine only ever adds to CPU time (cold caches, a busy sibling),
 * so the quiet rounds are the true ones; the very best of them may have missed a collection of memory.
 */
export function lowerQuarter(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 4)]!
}

export function asTable(ratios: readonly Ratio[]): string {
  const rows = ratios.map((ratio) => {
    const { name, ours, limit, unit, goal } = ratio
    return `| ${name} | ${number(limit)} ${unit} | ${number(ours)} ${unit} | ${(ours / limit).toFixed(2)}x | ${goal}x | ${held(ratio) ? 'yes' : '**no**'} |`
  })
  return ['| case | limit | ours | ratio | goal | held |', '| --- | ---: | ---: | ---: | ---: | --- |', ...rows].join('\n')
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}
