export type Comparison = '>=' | '>' | '<=' | '<' | '=' | '!=' | 'exists'

export interface Condition {
  readonly is: Comparison
  readonly value?: number | string | boolean | undefined
}

/** Whether a value of a record meets a condition; texts are compared by code unit, which orders ISO moments by time. */
export function meets(seen: unknown, { is, value }: Condition): boolean {
  if (is === 'exists') return seen !== null && seen !== undefined
  if (is === '=') return seen === value
  if (is === '!=') return seen !== undefined && seen !== null && seen !== value
  if (typeof seen === 'number' && typeof value === 'number') return inOrder(is, seen - value)
  if (typeof seen === 'string' && typeof value === 'string') return inOrder(is, seen < value ? -1 : seen > value ? 1 : 0)
  return false
}

/** Whether an event carries what was waited for: every named field has just that value. */
export function matches(payload: unknown, where: Readonly<Record<string, number | string | boolean>>): boolean {
  if (payload === null || typeof payload !== 'object') return false
  return Object.entries(where).every(([key, value]) => Object.hasOwn(payload, key) && (payload as Record<string, unknown>)[key] === value)
}

function inOrder(is: Comparison, difference: number): boolean {
  if (is === '>=') return difference >= 0
  if (is === '>') return difference > 0
  return is === '<=' ? difference <= 0 : difference < 0
}
