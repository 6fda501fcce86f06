import { kernelErrors, Problem } from './errors.ts'
import { isId } from './ids.ts'

/** Where a page ended: the values of the sort keys of its last row. */
export type Keys = readonly (string | number | null)[]

/** Cuts a page out of `limit + 1` rows; `keys` names what the next page continues after. */
export function pageOf<T>(rows: readonly T[], limit: number, keys: (row: T) => Keys): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last !== undefined ? Buffer.from(JSON.stringify(keys(last))).toString('base64url') : null
  return { items, next }
}

/** What stands at one place of a cursor. */
export type KeyKind = 'text' | 'number' | 'moment' | 'id'

/** The keys in a cursor, or null without one; throws invalid_input for a cursor that is not ours. */
export function readCursor(cursor: string | undefined, kinds: readonly KeyKind[]): Keys | null {
  if (cursor === undefined) return null
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(keys) && keys.length === kinds.length && keys.every((key, index) => fits(key, kinds[index]!))) return keys as Keys
  } catch {
    // Falls through to the one sentence for every bad cursor.
  }
  throw new Problem(kernelErrors.invalid_input, 'The cursor is not one of ours; take `next` of the last page.')
}

function fits(key: unknown, kind: KeyKind): boolean {
  if (kind === 'number') return typeof key === 'number' && Number.isSafeInteger(key)
  if (typeof key !== 'string' || key.includes('\0')) return false
  if (kind === 'id') return isId(key)
  return kind === 'text' || (key.length <= 40 && !Number.isNaN(Date.parse(key)) && new Date(key).toISOString() === key)
}
