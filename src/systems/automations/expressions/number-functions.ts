import { ExpressionFailed } from './expression-error.ts'
import type { Json } from './json.ts'
import { ofValues, type NativeEntry } from './native-call.ts'
import { describe } from './value-text.ts'

const SMALLEST_NORMAL = 2 ** -1022

/** Functions of numbers whose results are exact. Logarithms and trigonometry are left to real jq. */
export const NUMBER_FUNCTIONS: readonly NativeEntry[] = [
  ofValues('infinite/0', () => Infinity),
  ofValues('nan/0', () => NaN),
  ofValues('isinfinite/0', (input) => Math.abs(number(input)) === Infinity),
  ofValues('isnan/0', (input) => Number.isNaN(number(input))),
  ofValues('isnormal/0', (input) => Number.isFinite(number(input)) && Math.abs(number(input)) >= SMALLEST_NORMAL),
  ofValues('floor/0', (input) => Math.floor(number(input))),
  ofValues('ceil/0', (input) => Math.ceil(number(input))),
  ofValues('trunc/0', (input) => Math.trunc(number(input))),
  ofValues('round/0', (input) => Math.sign(number(input)) * Math.round(Math.abs(number(input)))),
  ofValues('fabs/0', (input) => Math.abs(number(input))),
  ofValues('sqrt/0', (input) => Math.sqrt(number(input))),
]

function number(input: Json): number {
  if (typeof input !== 'number') throw new ExpressionFailed(`${describe(input)} number required`)
  return input
}
