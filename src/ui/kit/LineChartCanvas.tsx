import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { formatSeconds } from '../format/time.ts'
import { themeStore } from '../session/theme.ts'
import { chartOptions, type Pointed } from './chart-options.ts'
import type { LineChartProps } from './chart-types.ts'
import { word } from './words.ts'

/** The drawn chart with crosshair and the values under it. All charts of a page share the crosshair. */
export function LineChartCanvas(props: LineChartProps & { height: number }) {
  const frame = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const { times, series, height } = props
  const shape = `${series.map(({ label, past }) => `${label}${past ?? ''}`).join()} ${height} ${props.limit}`
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const chart = new uPlot(
      chartOptions(() => latest.current, element.clientWidth, setPointed),
      dataOf(latest.current),
      element,
    )
    plot.current = chart
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: latest.current.height }))
    resized.observe(element)
    const stopTheme = themeStore.subscribe(() => chart.redraw())
    return () => {
      resized.disconnect()
      stopTheme()
      chart.destroy()
    }
  }, [shape])
  useEffect(() => {
    plot.current?.setData(dataOf(latest.current))
  }, [times, series])
  return (
    <div ref={frame} className="relative min-w-0" style={{ height }}>
      {pointed ? <Values {...props} pointed={pointed} /> : null}
    </div>
  )
}

function Values({ times, series, format, pointed }: LineChartProps & { pointed: Pointed }) {
  const { index, left, width } = pointed
  const beside = left > width / 2 ? { right: width - left + 12 } : { left: left + 12 }
  return (
    <div
      className="pointer-events-none absolute top-1 z-10 min-w-32 rounded-control bg-raised px-2.5 py-1.5 text-small shadow-pop"
      style={beside}
    >
      <p className="mb-0.5 font-mono text-micro text-ink-3">{formatSeconds(times[index] ?? 0)}</p>
      {series.map((one) => (
        <p key={one.label} className="flex justify-between gap-4">
          <span className="text-ink-2">{one.label}</span>
          <span className="font-strong tabular-nums">{one.values[index] == null ? word('chart.gap') : format(one.values[index] ?? 0)}</span>
        </p>
      ))}
    </div>
  )
}

/** uPlot reckons in seconds. */
function dataOf({ times, series }: LineChartProps): uPlot.AlignedData {
  return [times.map((time) => time / 1000), ...series.map(({ values }) => [...values])]
}
