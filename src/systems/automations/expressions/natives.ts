import { COLLECTION_FUNCTIONS } from './collection-functions.ts'
import { FLOW_FUNCTIONS } from './flow-functions.ts'
import type { Native } from './native-call.ts'
import { NUMBER_FUNCTIONS } from './number-functions.ts'
import { TEXT_FUNCTIONS } from './text-functions.ts'

const NATIVES: ReadonlyMap<string, Native> = new Map([...FLOW_FUNCTIONS, ...COLLECTION_FUNCTIONS, ...TEXT_FUNCTIONS, ...NUMBER_FUNCTIONS])

/** A function written in TypeScript, by `name/arity`. */
export function nativeFunction(name: string): Native | undefined {
  return NATIVES.get(name)
}

export function nativeNames(): string[] {
  return [...NATIVES.keys()]
}
