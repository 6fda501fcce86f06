import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'

/** The context after branches that each began with `base`: what each of them changed, in the order of the branches. */
export function mergeContexts(base: Json, branches: readonly Json[]): Json {
  return branches.reduce<Json>((merged, branch) => applyChanges(merged, base, branch), base)
}

function applyChanges(merged: Json, base: Json, branch: Json): Json {
  if (isDeepStrictEqual(base, branch)) return merged
  if (!isObject(merged) || !isObject(branch)) return branch
  const before: JsonObject = isObject(base) ? base : {}
  const result: JsonObject = { ...merged }
  for (const [key, value] of Object.entries(branch)) {
    result[key] = Object.hasOwn(before, key) && Object.hasOwn(merged, key) ? applyChanges(merged[key]!, before[key]!, value) : value
  }
  for (const key of Object.keys(before)) if (!Object.hasOwn(branch, key)) delete result[key]
  return result
}
