import { randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { auditColumns, type AuditRow } from './audit-row.ts'
import { beginning, sealOf } from './chain.ts'

const batch = 1000
/** Held while one node seals, so that the chain has one end. */
const sealLock = 7_218_403
const keyPurpose = 'kernel.audit'

/** Chains what was committed since the last time; rows that a transaction still open could precede wait. */
export async function sealTrail(ctx: Ctx): Promise<void> {
  const key = await readKey(ctx)
  for (let sealed = batch; sealed === batch;) sealed = await ctx.transaction((inside) => sealBatch(inside, key))
}

/** The key of the seals, made by whoever needs it first. */
export async function readKey(ctx: Ctx): Promise<Buffer> {
  const read = () => ctx.query<{ sealed: Buffer }>('SELECT sealed FROM kernel.audit_key WHERE id = 1', [], 'audit.key')
  let found = await read()
  if (found.rowCount === 0) {
    const made = ctx.vault.seal(keyPurpose, randomBytes(32).toString('base64'))
    await ctx.query('INSERT INTO kernel.audit_key (id, sealed) VALUES (1, $1) ON CONFLICT DO NOTHING', [made])
    found = await read()
  }
  return Buffer.from(ctx.vault.open(keyPurpose, found.rows[0]!.sealed), 'base64')
}

async function sealBatch(ctx: Ctx, key: Buffer): Promise<number> {
  await ctx.query('SELECT pg_advisory_xact_lock($1)', [sealLock])
  const last = await ctx.query<{ position: string; xid: string; entry: string; hash: Buffer }>(
    'SELECT position, xid::text, entry, hash FROM kernel.audit_seal ORDER BY position DESC LIMIT 1',
    [],
    'audit.last-seal',
  )
  const end = last.rows[0]
  const rows = await ctx.query<AuditRow & { xid: string }>(
    `SELECT ${auditColumns}, a.xid::text FROM kernel.audit a
     WHERE (a.xid, a.id) > ($1::xid8, $2::uuid) AND a.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY a.xid, a.id LIMIT ${batch}`,
    [end?.xid ?? '0', end?.entry ?? '00000000-0000-0000-0000-000000000000'],
    'audit.unsealed',
  )
  let [position, hash] = [BigInt(end?.position ?? 0), end?.hash ?? beginning]
  const hashes = rows.rows.map(({ xid: _xid, ...row }) => (hash = sealOf(key, hash, (position += 1n), row)))
  await ctx.query(
    `INSERT INTO kernel.audit_seal (position, xid, entry, hash)
     SELECT $1::bigint + n, xid, entry, hash FROM unnest($2::xid8[], $3::uuid[], $4::bytea[]) WITH ORDINALITY AS s (xid, entry, hash, n)`,
    [end?.position ?? '0', rows.rows.map((row) => row.xid), rows.rows.map((row) => row.id), hashes],
  )
  return rows.rows.length
}
