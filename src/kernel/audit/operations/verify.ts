import type { Ctx } from '#kernel/context.ts'
import type { OutputOf } from '#kernel/contract.ts'
import { operation } from '#kernel/operation.ts'
import { auditColumns, type AuditRow } from '../audit-row.ts'
import { beginning, sealOf } from '../chain.ts'
import { contract } from '../contract.ts'
import { readKey } from '../seal-trail.ts'

type Broken = NonNullable<OutputOf<typeof contract.verify>['broken']>
type SealedRow = AuditRow & { position: string; hash: Buffer; entry: string }

const batch = 2000

export const verify = operation(contract.verify, async (ctx, input) => {
  const walk = { key: await readKey(ctx), position: 0n, seal: beginning, noted: input.seal === undefined }
  let broken: Broken | null = null
  for (let rows = await readSeals(ctx, 0n); rows.length > 0 && !broken; rows = await readSeals(ctx, walk.position)) {
    for (const row of rows) {
      broken = check(walk, row)
      if (broken) break
      walk.noted ||= row.hash.toString('hex') === input.seal
    }
  }
  if (!broken && !walk.noted)
    broken = { position: Number(walk.position), entry: null, reason: 'The noted seal is not in the chain: its end was cut off.' }
  const unsealed = await ctx.query<{ count: number; old: boolean }>(
    `SELECT count(*)::integer AS count, coalesce(bool_or(a.xid < s.xid), false) AS old FROM kernel.audit a
     LEFT JOIN (SELECT max(xid) AS xid FROM kernel.audit_seal) s ON true WHERE NOT EXISTS (SELECT 1 FROM kernel.audit_seal x WHERE x.entry = a.id)`,
  )
  const rest = unsealed.rows[0]!
  if (!broken && rest.old) broken = { position: Number(walk.position), entry: null, reason: 'An entry was slipped in behind the chain.' }
  return { intact: broken === null, entries: Number(walk.position), unsealed: rest.count, broken, seal: walk.seal.toString('hex') }
})

/** The reason why this seal does not follow the one before it, or null after taking the step. */
function check(walk: { key: Buffer; position: bigint; seal: Buffer }, row: SealedRow): Broken | null {
  const { position, hash, entry, ...columns } = row
  const place = { position: Number(position), entry }
  if (BigInt(position) !== walk.position + 1n) return { ...place, reason: 'An entry and its seal before this one were removed.' }
  if (columns.id === null) return { ...place, reason: 'The entry was removed.' }
  if (!sealOf(walk.key, walk.seal, walk.position + 1n, columns).equals(hash))
    return { ...place, reason: 'The entry or its seal was changed.' }
  walk.position += 1n
  walk.seal = hash
  return null
}

async function readSeals(ctx: Ctx, after: bigint): Promise<SealedRow[]> {
  const rows = await ctx.query<SealedRow>(
    `SELECT ${auditColumns}, s.position, s.hash, s.entry FROM kernel.audit_seal s LEFT JOIN kernel.audit a ON a.id = s.entry
     WHERE s.position > $1 ORDER BY s.position LIMIT ${batch}`,
    [String(after)],
    'audit.walk',
  )
  return rows.rows
}
