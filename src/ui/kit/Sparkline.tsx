import { areaPath, linePath } from './spark-path.ts'

export interface SparklineProps {
  /** Even steps in time; null is a gap and stays one. */
  readonly values: readonly (number | null)[]
  readonly width?: number
  readonly height?: number
  readonly tone?: 'ink' | 'accent'
  /** What the line shows, for those who cannot see it. */
  readonly label: string
}

/** The shape of the last minutes or days, without axes. */
export function Sparkline({ values, width = 64, height = 16, tone = 'ink', label }: SparklineProps) {
  const colour = tone === 'accent' ? 'var(--chart-1)' : 'var(--ink-3)'
  const frame = { width, height }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      preserveAspectRatio="none"
      className="block overflow-visible"
    >
      <path d={areaPath(values, frame)} fill={colour} opacity="var(--chart-fill)" />
      <path
        d={linePath(values, frame)}
        fill="none"
        stroke={colour}
        strokeWidth="1.2"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
