import type { TimeRange } from '../slots.ts'
import type { ChartMark, ChartSeries } from './chart-data.ts'

export interface LineChartProps {
  /** What is measured: "CPU of ledgerline, percent". */
  readonly label: string
  /** Milliseconds since 1970, rising. */
  readonly times: readonly number[]
  readonly series: readonly ChartSeries[]
  readonly format: (value: number) => string
  readonly height?: number
  /** Dashed red line. */
  readonly limit?: number
  /** Deployments: a diamond with a dotted line. */
  readonly marks?: readonly ChartMark[]
  /** What the x axis spans; the times themselves otherwise. */
  readonly range?: TimeRange
}
