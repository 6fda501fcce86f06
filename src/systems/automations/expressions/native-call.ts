import type { Json } from './json.ts'
import { eachResult, type Emit, type Point } from './machine.ts'
import type { Syntax } from './syntax.ts'
import { copyCost, weightOf } from './weight.ts'

export interface NativeCall {
  readonly arguments: readonly Syntax[]
  readonly point: Point
  readonly emit: Emit
}

export type Native = (call: NativeCall) => void
export type NativeEntry = [name: string, native: Native]

type Compute = (input: Json, ...values: Json[]) => Json
type Cost = (input: Json, ...values: Json[]) => number

/** A function of the input and the values of its arguments; one result per combination, the last argument outermost. */
export function ofValues(name: string, compute: Compute, cost: Cost = copyCost): NativeEntry {
  const native: Native = ({ arguments: written, point, emit }) => {
    const collect = (index: number, values: Json[]): void => {
      const argument = written[index]
      if (argument === undefined) {
        point.machine.charge(cost(point.value, ...values))
        return emit(point.machine.hold(compute(point.value, ...values)), null)
      }
      eachResult(argument, point, (value) => collect(index - 1, [value, ...values]))
    }
    collect(written.length - 1, [])
  }
  return [name, native]
}

/** The same for functions that look at everything inside of the input. */
export function ofWhole(name: string, compute: Compute): NativeEntry {
  return ofValues(name, compute, weightOf)
}

/** The same for functions that look for one value everywhere inside of another. */
export function ofSearch(name: string, compute: Compute): NativeEntry {
  return ofValues(name, compute, (input, wanted) => (weightOf(input) * weightOf(wanted ?? null)) >> 3)
}
