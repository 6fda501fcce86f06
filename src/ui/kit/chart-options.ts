import type uPlot from 'uplot'
import { formatClock, formatDate } from '../format/time.ts'
import { niceTop } from './chart-data.ts'
import { drawBehind, drawOver, token } from './chart-draw.ts'
import type { LineChartProps } from './chart-types.ts'

/** Where the crosshair stands, in pixels of the chart. */
export interface Pointed {
  readonly index: number
  readonly left: number
  readonly width: number
}

type Read = () => LineChartProps & { height: number }

/** How the chart is drawn; colours are read from the tokens at each drawing, so a change of theme needs no new chart. */
export function chartOptions(read: Read, width: number, point: (pointed: Pointed | null) => void): uPlot.Options {
  return {
    width,
    height: read().height,
    legend: { show: false },
    padding: [14, 1, 0, 0],
    cursor: { y: false, sync: { key: 'page' }, drag: { x: false, y: false }, points: { size: 6 } },
    scales: {
      x: { range: () => spanOf(read()) },
      y: { range: () => [0, niceTop(read().series, read().limit)] },
    },
    series: [{}, ...read().series.map((one, index) => line(one.past ?? false, index))],
    axes: [timeAxis(read), valueAxis(read)],
    hooks: {
      drawClear: [(chart) => drawBehind(chart, read())],
      draw: [(chart) => drawOver(chart, read())],
      setCursor: [(chart) => point(pointedAt(chart))],
    },
  }
}

function line(past: boolean, index: number): uPlot.Series {
  const colour = () => (past ? token('--ink-3') : token(`--chart-${(index % 6) + 1}`))
  const dash = past ? [3, 3] : [undefined, [5, 3], [2, 2]][Math.min(index, 2)]
  return {
    stroke: colour,
    width: past ? 1.2 : 1.4,
    dash,
    spanGaps: false,
    points: { show: false },
    fill: index === 0 ? () => withAlpha(token('--chart-1'), Number(token('--chart-fill'))) : undefined,
  }
}

function timeAxis(read: Read): uPlot.Axis {
  return {
    stroke: () => token('--ink-3'),
    font: axisFont,
    size: 22,
    gap: 4,
    space: 70,
    grid: { show: false },
    ticks: { show: false },
    values: (_chart, seconds) => seconds.map((second) => timeLabel(second * 1000, read())),
  }
}

function valueAxis(read: Read): uPlot.Axis {
  return {
    stroke: () => token('--ink-3'),
    font: axisFont,
    size: (_chart, labels) => Math.max(38, 8 + 6.7 * Math.max(0, ...(labels ?? []).map((label) => label.length))),
    gap: 6,
    ticks: { show: false },
    grid: { stroke: () => token('--chart-grid'), width: 1 },
    splits: (_chart, _axis, low, high) => [low, (low + high) / 2, high],
    values: (_chart, values) => values.map((value) => (value === 0 ? '0' : read().format(value))),
  }
}

const axisFont = '11px "JetBrains Mono Variable", ui-monospace, monospace'
const twoDays = 2 * 86_400_000

function timeLabel(time: number, props: LineChartProps): string {
  const [from, to] = spanOf(props)
  return (to - from) * 1000 > twoDays ? formatDate(time, time) : formatClock(time)
}

/** In seconds, as uPlot reckons. */
function spanOf({ range, times }: LineChartProps): [number, number] {
  const from = range?.from ?? times[0] ?? 0
  const to = range?.to ?? times.at(-1) ?? 1
  return [from / 1000, Math.max(to, from + 1000) / 1000]
}

function pointedAt(chart: uPlot): Pointed | null {
  const { idx, left } = chart.cursor
  if (idx == null || left == null || left < 0) return null
  return { index: idx, left: left + chart.bbox.left / devicePixelRatio, width: chart.width }
}

function withAlpha(colour: string, alpha: number): string {
  return colour.replace(/\)$/, ` / ${alpha})`)
}
