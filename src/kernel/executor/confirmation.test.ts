import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import type { Actor } from '../actor.ts'
import { declare, defineContract, nothing } from '../contract.ts'
import { Problem } from '../errors.ts'
import { requireFreshness } from './confirmation.ts'

const line = { summary: 'Try', permission: 'signed-in', project: 'none', input: z.object({}), output: nothing, freshness: 10 } as const
const contract = defineContract('test', {
  write: declare({ ...line, http: ['POST', '/write'], effect: 'write' }),
  danger: declare({ ...line, http: ['POST', '/danger'], effect: 'danger' }),
})
const now = new Date('2026-01-01T12:00:00Z')

function outcome(actor: Partial<Actor>, operation: keyof typeof contract = 'write', approval: string | null = null): string {
  const full: Actor = { kind: 'person', id: 'a', person: 'a', name: 'A', grants: [], ...actor }
  const call = { operation: contract[operation].id, input: {}, actor: full, surface: 'http' as const, approval }
  try {
    requireFreshness(call, contract[operation], { now: () => now })
    return 'done'
  } catch (error) {
    return (error as Problem).code
  }
}

test('a proof counts for the declared minutes, and only a person has one', () => {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  assert.equal(outcome({ verifiedAt: before(10) }), 'done')
  assert.equal(outcome({ verifiedAt: before(10.1) }), 'kernel.verification_required')
  assert.equal(outcome({}), 'kernel.verification_required')
  assert.equal(outcome({ kind: 'key', verifiedAt: now }), 'kernel.verification_required')
  assert.equal(outcome({ kind: 'agent' }), 'kernel.verification_required')
  assert.equal(outcome({ kind: 'system' }), 'done')
})

test('an approval stands in for dangerous calls only, where it is checked next', () => {
  assert.equal(outcome({ kind: 'agent' }, 'danger', 'an approval'), 'done')
  assert.equal(outcome({ kind: 'agent' }, 'write', 'an approval'), 'kernel.verification_required')
})
