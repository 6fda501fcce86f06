import { isObject, type Json } from '../expressions/json.ts'
import type { Cost } from '../interpreter/world.ts'

/** Operations that ask models answer what the ledger says they cost. */
export function costOf(output: Json): { cost?: Cost } {
  if (!isObject(output) || !('costMicros' in output)) return {}
  const { costMicros } = output
  return { cost: { micros: typeof costMicros === 'number' ? costMicros : null } }
}
