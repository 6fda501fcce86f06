import type { Json } from './json.ts'
import { eachResult, emitComputed, type Emit, type Point } from './machine.ts'
import type { Syntax } from './syntax.ts'

export interface NativeCall {
  readonly arguments: readonly Syntax[]
  readonly point: Point
  readonly emit: Emit
}

export type Native = (call: NativeCall) => void
export type NativeEntry = [name: string, native: Native]

/** A function of the input and the values of its arguments; one result per combination, the last argument outermost. */
export function ofValues(name: string, compute: (input: Json, ...values: Json[]) => Json): NativeEntry {
  const native: Native = ({ arguments: written, point, emit }) => {
    const collect = (index: number, values: Json[]): void => {
      const argument = written[index]
      if (argument === undefined) {
        point.machine.charge(sizeOf(point.value))
        return emitComputed(point, compute(point.value, ...values), emit)
      }
      eachResult(argument, point, (value) => collect(index - 1, [value, ...values]))
    }
    collect(written.length - 1, [])
  }
  return [name, native]
}

function sizeOf(value: Json): number {
  if (typeof value === 'string') return value.length >> 4
  return Array.isArray(value) ? value.length : 1
}
