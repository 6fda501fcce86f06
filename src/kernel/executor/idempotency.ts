import { createHash } from 'node:crypto'
import type { Answer, Call } from '../call.ts'
import type { Operation } from '../contract.ts'
import { kernelErrors, Problem } from '../errors.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Vault } from '../vault.ts'
import type { Connection } from './connection.ts'

/** Where keys are kept, and what seals answers that hold a secret. */
export interface KeyStore extends Pick<Connection, 'query'> {
  readonly vault: Vault
}

/** Longest an unmanaged call may run before its key is taken to be left over from a crash. */
const inProgressFor = '10 minutes'

/**
 * Claims the caller's idempotency key, or gives the answer of the call that had it. In a managed operation the
 * claim lies in the operation's transaction: a second call waits for the first, and a crash leaves nothing.
 */
export async function replayOrClaim(store: KeyStore, call: Call, declaration: Operation, input: unknown): Promise<Answer | null> {
  if (!call.idempotencyKey || declaration.effect === 'read') return null
  const id = [call.actor.id, declaration.id, call.idempotencyKey]
  const bodyHash = createHash('sha256').update(canonicalJson(input)).digest()
  const claimed = await store.query(
    `INSERT INTO kernel.idempotency AS known (actor, operation, key, body_hash) VALUES ($1, $2, $3, $4)
     ON CONFLICT (actor, operation, key) DO UPDATE SET at = now(), body_hash = excluded.body_hash, answer = NULL, status = NULL
     WHERE known.at < now() - interval '24 hours' OR (known.status IS NULL AND known.at < now() - interval '${inProgressFor}')
     RETURNING 1`,
    [...id, bodyHash],
    'idempotency.claim',
  )
  if (claimed.rowCount === 1) return null
  const known = await store.query<{ body_hash: Buffer; answer: unknown; status: number | null }>(
    'SELECT body_hash, answer, status FROM kernel.idempotency WHERE actor = $1 AND operation = $2 AND key = $3',
    id,
    'idempotency.read',
  )
  const row = known.rows[0]
  if (!row || row.status === null) throw new Problem(kernelErrors.idempotency_in_progress)
  if (!row.body_hash.equals(bodyHash)) throw new Problem(kernelErrors.idempotency_conflict)
  return { status: row.status, output: restored(store, declaration, row.answer), replayed: true }
}

export async function rememberAnswer(store: KeyStore, call: Call, declaration: Operation, answer: Answer): Promise<void> {
  if (!call.idempotencyKey || declaration.effect === 'read') return
  await store.query(
    'UPDATE kernel.idempotency SET answer = $4, status = $5 WHERE actor = $1 AND operation = $2 AND key = $3',
    [call.actor.id, declaration.id, call.idempotencyKey, kept(store, declaration, answer.output), answer.status],
    'idempotency.remember',
  )
}

/** An answer with a secret in it, such as a new key, is kept sealed: the database alone gives nothing away. */
function kept(store: KeyStore, declaration: Operation, output: unknown): string {
  const text = JSON.stringify(output ?? null)
  return declaration.answersSecret ? JSON.stringify(store.vault.seal(`answer:${declaration.id}`, text).toString('base64')) : text
}

function restored(store: KeyStore, declaration: Operation, answer: unknown): unknown {
  if (!declaration.answersSecret || typeof answer !== 'string') return answer
  return JSON.parse(store.vault.open(`answer:${declaration.id}`, Buffer.from(answer, 'base64')))
}
