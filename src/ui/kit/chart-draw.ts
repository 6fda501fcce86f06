import type uPlot from 'uplot'
import { gapsOf } from './chart-data.ts'
import type { LineChartProps } from './chart-types.ts'
import { word } from './words.ts'

/** A design token as the browser has it now. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** What lies under the lines: hatched spans where nothing is known. */
export function drawBehind(chart: uPlot, props: LineChartProps): void {
  for (const gap of gapsOf(props.times, props.series)) hatch(chart, gap.from, gap.to)
}

/** What lies over the lines: limit, deployments, and now. */
export function drawOver(chart: uPlot, props: LineChartProps): void {
  if (props.limit !== undefined) drawLimit(chart, props.limit)
  for (const mark of props.marks ?? []) drawMark(chart, mark.at, mark.label)
  const last = props.range?.to ?? props.times.at(-1) ?? 0
  if (Math.abs(Date.now() - last) < 120_000) vertical(chart, last, { colour: token('--accent'), width: 2, dash: [] })
}

interface Stroke {
  readonly colour: string
  readonly width: number
  readonly dash: readonly number[]
}

function hatch(chart: uPlot, from: number, to: number): void {
  const { ctx, bbox } = chart
  const left = chart.valToPos(from / 1000, 'x', true)
  const width = chart.valToPos(to / 1000, 'x', true) - left
  ctx.save()
  ctx.beginPath()
  ctx.rect(left, bbox.top, width, bbox.height)
  ctx.clip()
  ctx.strokeStyle = token('--hatch')
  ctx.lineWidth = devicePixelRatio
  for (let x = left - bbox.height; x < left + width; x += 6 * devicePixelRatio) {
    ctx.beginPath()
    ctx.moveTo(x, bbox.top + bbox.height)
    ctx.lineTo(x + bbox.height, bbox.top)
    ctx.stroke()
  }
  ctx.restore()
  if (width > 50 * devicePixelRatio)
    text(chart, word('chart.gap'), { x: left + width / 2, y: bbox.top + bbox.height / 2, align: 'center', colour: token('--ink-3') })
}

function drawLimit(chart: uPlot, limit: number): void {
  const { ctx, bbox } = chart
  const y = chart.valToPos(limit, 'y', true)
  stroke(ctx, { colour: token('--bad'), width: 1, dash: [4, 4] }, () => {
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
  })
  text(chart, word('chart.limit'), { x: bbox.left + 2, y: y - 8 * devicePixelRatio, align: 'left', colour: token('--bad-text') })
}

function drawMark(chart: uPlot, at: number, label: string): void {
  const { ctx, bbox } = chart
  const x = chart.valToPos(at / 1000, 'x', true)
  if (x < bbox.left || x > bbox.left + bbox.width) return
  vertical(chart, at, { colour: token('--ink-3'), width: 1, dash: [2, 3] })
  const size = 4.5 * devicePixelRatio
  const y = bbox.top - size
  ctx.save()
  ctx.fillStyle = token('--raised')
  ctx.strokeStyle = token('--ink-2')
  ctx.lineWidth = 1.3 * devicePixelRatio
  ctx.setLineDash([])
  ctx.beginPath()
  ctx.moveTo(x, y - size)
  ctx.lineTo(x + size * 0.75, y)
  ctx.lineTo(x, y + size)
  ctx.lineTo(x - size * 0.75, y)
  ctx.closePath()
  ctx.fill()
  ctx.stroke()
  ctx.restore()
  text(chart, label, { x: x + size * 1.6, y, align: 'left', colour: token('--ink-2') })
}

function vertical(chart: uPlot, at: number, style: Stroke): void {
  const { ctx, bbox } = chart
  const x = Math.min(chart.valToPos(at / 1000, 'x', true), bbox.left + bbox.width - style.width)
  stroke(ctx, style, () => {
    ctx.moveTo(x, bbox.top - 2 * devicePixelRatio)
    ctx.lineTo(x, bbox.top + bbox.height)
  })
}

function stroke(ctx: CanvasRenderingContext2D, style: Stroke, path: () => void): void {
  ctx.save()
  ctx.strokeStyle = style.colour
  ctx.lineWidth = style.width * devicePixelRatio
  ctx.setLineDash(style.dash.map((part) => part * devicePixelRatio))
  ctx.beginPath()
  path()
  ctx.stroke()
  ctx.restore()
}

interface Lettering {
  readonly x: number
  readonly y: number
  readonly align: CanvasTextAlign
  readonly colour: string
}

function text(chart: uPlot, words: string, { x, y, align, colour }: Lettering): void {
  const { ctx } = chart
  ctx.save()
  ctx.font = `${11 * devicePixelRatio}px "Inter Variable", sans-serif`
  ctx.fillStyle = colour
  ctx.textAlign = align
  ctx.textBaseline = 'middle'
  ctx.fillText(words, x, y)
  ctx.restore()
}
