import { createHash } from 'node:crypto'
import type { Call } from '../call.ts'
import type { Clock } from '../clock.ts'
import type { Operation } from '../contract.ts'
import { kernelErrors, Problem } from '../errors.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Connection } from './connection.ts'

/** Surfaces on which a person sits and can say yes; everybody else needs an approval by one. */
const peopled = new Set(['http', 'cli', 'inside'])

/**
 * Dangerous operations: a person confirms on the spot, agents and automations show an approval for exactly this
 * input, which is used up in the same transaction as the effect.
 */
export async function requireConfirmation(connection: Connection, call: Call, declaration: Operation, input: unknown): Promise<void> {
  if (declaration.effect !== 'danger' || call.actor.kind === 'system') return
  if (call.approval) return useApproval(connection, call.approval, declaration, input)
  const byPerson = peopled.has(call.surface) && call.actor.kind !== 'agent'
  if (!byPerson) throw new Problem(kernelErrors.approval_required, undefined, { operation: declaration.id })
  if (!call.confirmed) {
    throw new Problem(
      kernelErrors.confirmation_required,
      `Send the header Optimus-Confirm: yes, or --yes on the command line, to ${lower(declaration.summary)}.`,
    )
  }
}

/**
 * What an intruder at an open session must not do: a person has to have proved who they are within the declared
 * minutes. A key or an agent cannot prove it; for dangerous calls an approval stands in, and is checked next.
 */
export function requireFreshness(call: Call, declaration: Operation, clock: Clock): void {
  const { freshness } = declaration
  const isGuarded = freshness !== undefined || declaration.once === true
  if (!isGuarded || call.actor.kind === 'system') return
  // Whoever speaks through an agent cannot prove anything there, and a secret in an answer would stay in its memory.
  if (!peopled.has(call.surface)) {
    if (declaration.effect === 'danger' && call.approval) return
    throw new Problem(kernelErrors.verification_required, 'Only a person may do this, in the web or on the command line.', { freshness })
  }
  if (freshness === undefined) return
  if (declaration.effect === 'danger' && call.approval) return
  const { verifiedAt, kind } = call.actor
  if (kind !== 'person') throw new Problem(kernelErrors.verification_required, 'Only a person who is signed in may do this.', { freshness })
  if (verifiedAt && clock.now().getTime() - verifiedAt.getTime() <= freshness * 60_000) return
  throw new Problem(kernelErrors.verification_required, undefined, { freshness })
}

async function useApproval(connection: Connection, approval: string, declaration: Operation, input: unknown): Promise<void> {
  const used = await connection.query(
    `UPDATE kernel.approval SET state = 'used', used_at = now()
     WHERE id::text = $1 AND operation = $2 AND input_hash = $3 AND state = 'approved' AND expires_at > now()`,
    [approval, declaration.id, hashInput(input)],
  )
  if (used.rowCount !== 1) {
    throw new Problem(
      kernelErrors.approval_required,
      'That approval is not open for this call: it was used, refused, has expired, or was given for another input.',
    )
  }
}

/** What an approval is bound to: the exact input, whatever the order of its fields. */
export function hashInput(input: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(input)).digest()
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
