import type { NumericPanel } from './numeric-reading.ts'
import type { QuantileStack } from './state.ts'
import { dot, normalise } from './vector.ts'

/** The estimates of one level in units of the council's width, kept within three widths of its centre. */
export function scaledEstimates(panel: NumericPanel, level: number): number[] {
  return panel.estimates.map(({ values }) => clampScaled((values[level]! - panel.centre) / panel.width))
}

export function clampScaled(value: number): number {
  return Math.min(3, Math.max(-3, value))
}

/** Shares of the present voters, scaled to sum 1. */
export function presentShares(stack: QuantileStack, panel: NumericPanel): number[] {
  return normalise(panel.seats.map((seat) => stack.shares[seat]!))
}

/** The stack's answer for one level in units of the council's width: bias plus a convex mix of the estimates. */
export function stackedQuantile(stack: QuantileStack, panel: NumericPanel, level: number): number {
  return stack.bias + dot(presentShares(stack, panel), scaledEstimates(panel, level))
}
