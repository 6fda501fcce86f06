import { Table2, TrendingUp } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { formatExact } from '../format/time.ts'
import type { ChartSeries } from './chart-data.ts'
import type { LineChartProps } from './chart-types.ts'
import { IconButton } from './IconButton.tsx'
import { word } from './words.ts'

const LineChartCanvas = lazy(async () => ({ default: (await import('./LineChartCanvas.tsx')).LineChartCanvas }))

/** Lines over time. Drawn by uPlot, which loads when the first chart is shown; each chart is a table as well. */
export function LineChart(props: LineChartProps) {
  const [table, setTable] = useState(false)
  const { label, times, series, height = 120 } = props
  return (
    <figure className="group/chart relative min-w-0" aria-label={label}>
      <div className="mb-1 flex items-center gap-3">
        <span className="opacity-0 group-focus-within/chart:opacity-100 group-hover/chart:opacity-100 pointer-coarse:opacity-100">
          <IconButton
            size="small"
            icon={table ? TrendingUp : Table2}
            label={word(table ? 'chart.picture' : 'chart.table')}
            onClick={() => setTable(!table)}
          />
        </span>
        <Legend series={series} />
      </div>
      {table ? (
        <ChartTable {...props} />
      ) : times.length === 0 ? (
        <p className="hatch grid place-items-center text-small text-ink-3" style={{ height }}>
          {word('chart.none')}
        </p>
      ) : (
        <Suspense fallback={<div style={{ height }} />}>
          <LineChartCanvas {...props} height={height} />
        </Suspense>
      )}
    </figure>
  )
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul className="ml-auto flex flex-wrap gap-3 text-small text-ink-2">
      {series.map((one, index) => (
        <li key={one.label} className="inline-flex items-center gap-1.5">
          <svg width="12" height="2" aria-hidden>
            <path
              d="M0 1h12"
              stroke={one.past ? 'var(--ink-3)' : `var(--chart-${(index % 6) + 1})`}
              strokeWidth="2"
              strokeDasharray={one.past ? '3 2' : ['', '5 2', '2 2'][Math.min(index, 2)]}
            />
          </svg>
          {one.label}
        </li>
      ))}
    </ul>
  )
}

/** At most the newest hundred rows; a chart's data has its own page elsewhere. */
const mostRows = 100

function ChartTable({ label, times, series, format, height = 120 }: LineChartProps) {
  const from = Math.max(0, times.length - mostRows)
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={label}
      className="focus-inset overflow-auto rounded-control border border-line"
      style={{ height }}
    >
      <table className="w-full text-small tabular-nums">
        <thead className="sticky top-0 bg-sunken text-left text-ink-3">
          <tr>
            <th className="px-2 font-text">{word('chart.time')}</th>
            {series.map((one) => (
              <th key={one.label} className="px-2 text-right font-text">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.slice(from).map((time, offset) => (
            <tr key={time} className="border-t border-line-faint">
              <td className="px-2 font-mono">{formatExact(time)}</td>
              {series.map((one) => (
                <td key={one.label} className="px-2 text-right">
                  {one.values[from + offset] == null ? word('chart.gap') : format(one.values[from + offset] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
