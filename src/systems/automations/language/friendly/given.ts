import type { Json, JsonObject } from '../../expressions/json.ts'

/** The members that have a value. */
export function given(members: Readonly<Record<string, Json | object | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject
}
