import { record } from '../audit/record.ts'
import type { Call } from '../call.ts'
import type { Operation } from '../contract.ts'
import type { Problem } from '../errors.ts'
import { kernelErrors } from '../errors.ts'
import type { BoundOperation } from '../operation.ts'
import type { Connection } from './connection.ts'
import type { Machinery } from './context.ts'

type Outcome = 'done' | 'refused' | 'failed'

const longestText = 500

/** The row of a finished write, in the same transaction as the write. */
export async function auditDone(
  connection: Connection,
  declaration: Operation,
  call: Call & { requestId: string },
  input: Record<string, unknown>,
  project: string | null,
): Promise<void> {
  if (declaration.effect === 'read') return
  const written = insert(connection, declaration, call, { outcome: 'done', input, project, error: null })
  if (connection.along) connection.along(written)
  else await written
}

/** A write somebody had no right to. */
export async function auditRefused(machinery: Machinery, bound: BoundOperation, call: Call & { requestId: string }): Promise<void> {
  if (bound.declaration.effect === 'read') return
  await outside(machinery, bound.declaration, call, { outcome: 'refused', input: {}, project: null, error: 'kernel.forbidden' })
}

/** A write that did not come about. Wrong input and what was refused already leave no second row. */
export async function auditFailed(
  machinery: Machinery,
  bound: BoundOperation,
  call: Call & { requestId: string },
  problem: Problem,
): Promise<void> {
  if (bound.declaration.effect === 'read' || silent.has(problem.code)) return
  await outside(machinery, bound.declaration, call, { outcome: 'failed', input: {}, project: null, error: problem.code })
}

const silent = new Set<string>([
  kernelErrors.forbidden.code,
  kernelErrors.not_signed_in.code,
  kernelErrors.invalid_input.code,
  kernelErrors.too_many_requests.code,
  kernelErrors.confirmation_required.code,
  kernelErrors.verification_required.code,
])

interface Entry {
  readonly outcome: Outcome
  readonly input: Record<string, unknown>
  readonly project: string | null
  readonly error: string | null
}

async function outside(machinery: Machinery, declaration: Operation, call: Call & { requestId: string }, entry: Entry): Promise<void> {
  try {
    await insert({ client: null, query: machinery.query }, declaration, call, entry)
  } catch (error) {
    machinery.log.error({ err: error, op: declaration.id }, 'the audit row of a failed call could not be written')
  }
}

async function insert(connection: Connection, declaration: Operation, call: Call & { requestId: string }, entry: Entry): Promise<void> {
  const { actor, surface, requestId, address } = call
  const person = actor.person ?? call.identified ?? null
  const input = withoutSecrets(declaration, entry.input)
  await record(connection.query, { ...entry, operation: declaration.id, actor, person, surface, requestId, address, input })
}

/** The input as the trail may keep it: secret fields are left out, long text is cut. */
function withoutSecrets(declaration: Operation, input: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(input)) {
    if (declaration.secret?.includes(field)) continue
    kept[field] = shorten(value)
  }
  return kept
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value
  if (value === null || typeof value !== 'object') return value
  const text = JSON.stringify(value)
  return text.length > 4 * longestText ? `${text.slice(0, longestText)}…` : value
}
