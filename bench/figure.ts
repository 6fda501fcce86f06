/** A measured value and what it may be at most, on two cores. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal: number
}

export function reached(figure: Figure): boolean {
  return figure.value <= figure.goal
}

export function asFigureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, value, unit, goal } = figure
    return `| ${name} | ${value.toPrecision(3)} ${unit} | ${goal} ${unit} | ${reached(figure) ? 'yes' : '**no**'} |`
  })
  return ['| figure | measured | goal | held |', '| --- | ---: | ---: | --- |', ...rows].join('\n')
}
