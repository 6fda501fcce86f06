interface Frame {
  readonly width: number
  readonly height: number
}
interface Point {
  readonly x: number
  readonly y: number
}

/** The line through the values, broken where one is null. The frame keeps one unit free at both edges. */
export function linePath(values: readonly (number | null)[], frame: Frame): string {
  return runs(values, frame).map(line).join('')
}

/** The same line closed down to the foot of the frame. */
export function areaPath(values: readonly (number | null)[], frame: Frame): string {
  return runs(values, frame)
    .map((points) => `${line(points)}L${points.at(-1)?.x} ${frame.height}L${points[0]?.x} ${frame.height}Z`)
    .join('')
}

function runs(values: readonly (number | null)[], frame: Frame): Point[][] {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return []
  const low = Math.min(0, ...known)
  const span = Math.max(...known) - low || 1
  const step = values.length > 1 ? frame.width / (values.length - 1) : 0
  const found: Point[][] = [[]]
  values.forEach((value, index) => {
    if (value === null) found.push([])
    else found.at(-1)?.push({ x: cut(index * step), y: cut(1 + (frame.height - 2) * (1 - (value - low) / span)) })
  })
  return found.filter((points) => points.length > 1)
}

function line(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
}

function cut(value: number): number {
  return Math.round(value * 10) / 10
}
