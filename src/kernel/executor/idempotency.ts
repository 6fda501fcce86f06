import { createHash } from 'node:crypto'
import type { Answer, Call } from '../call.ts'
import type { Operation } from '../contract.ts'
import { kernelErrors, Problem } from '../errors.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Connection } from './connection.ts'

/** Longest an unmanaged call may run before its key is taken to be left over from a crash. */
const inProgressFor = '10 minutes'

/**
 * Claims the caller's idempotency key, or gives the answer of the call that had it. In a managed operation the
 * claim lies in the operation's transaction: a second call waits for the first, and a crash leaves nothing.
 */
export async function replayOrClaim(connection: Connection, call: Call, declaration: Operation, input: unknown): Promise<Answer | null> {
  if (!applies(call, declaration)) return null
  const id = [call.actor.id, declaration.id, call.idempotencyKey]
  const bodyHash = createHash('sha256')
    .update(canonicalJson(withoutSecrets(declaration, input)))
    .digest()
  const claimed = await connection.query(
    `INSERT INTO kernel.idempotency AS known (actor, operation, key, body_hash) VALUES ($1, $2, $3, $4)
     ON CONFLICT (actor, operation, key) DO UPDATE SET at = now(), body_hash = excluded.body_hash, answer = NULL, status = NULL
     WHERE known.at < now() - interval '24 hours' OR (known.status IS NULL AND known.at < now() - interval '${inProgressFor}')
     RETURNING 1`,
    [...id, bodyHash],
    'idempotency.claim',
  )
  if (claimed.rowCount === 1) return null
  const known = await connection.query<{ body_hash: Buffer; answer: unknown; status: number | null }>(
    'SELECT body_hash, answer, status FROM kernel.idempotency WHERE actor = $1 AND operation = $2 AND key = $3',
    id,
    'idempotency.read',
  )
  const row = known.rows[0]
  if (!row || row.status === null) throw new Problem(kernelErrors.idempotency_in_progress)
  if (!row.body_hash.equals(bodyHash)) throw new Problem(kernelErrors.idempotency_conflict)
  if (declaration.once) throw new Problem(kernelErrors.answer_not_kept)
  return { status: row.status, output: row.answer, replayed: true }
}

export async function rememberAnswer(connection: Connection, call: Call, declaration: Operation, answer: Answer): Promise<void> {
  if (!applies(call, declaration)) return
  await connection.query(
    'UPDATE kernel.idempotency SET answer = $4, status = $5 WHERE actor = $1 AND operation = $2 AND key = $3',
    [call.actor.id, declaration.id, call.idempotencyKey, declaration.once ? null : JSON.stringify(answer.output ?? null), answer.status],
    'idempotency.remember',
  )
}

/** Strangers share one name, so they have no keys of their own: whatever they send is a new call. */
function applies(call: Call, declaration: Operation): boolean {
  return Boolean(call.idempotencyKey) && declaration.effect !== 'read' && call.actor.kind !== 'anonymous'
}

/** A fast hash of a password would give it away to whoever reads the table. */
function withoutSecrets(declaration: Operation, input: unknown): unknown {
  if (!declaration.secret || input === null || typeof input !== 'object') return input
  return Object.fromEntries(Object.entries(input).filter(([field]) => !declaration.secret!.includes(field)))
}
