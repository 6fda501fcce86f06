import { createHmac } from 'node:crypto'
import { canonicalJson } from '../executor/canonical-json.ts'
import type { AuditRow } from './audit-row.ts'

/** What stands before the first seal. */
export const beginning = Buffer.alloc(32)

/** The seal of a row: HMAC-SHA-256 over the seal before it, its place, and every column. */
export function sealOf(key: Buffer, before: Buffer, position: bigint, row: AuditRow): Buffer {
  const { at, ...columns } = row
  return createHmac('sha256', key)
    .update(before)
    .update(canonicalJson({ ...columns, at: at.toISOString(), position: String(position) }))
    .digest()
}
