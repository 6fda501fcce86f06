import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readFactors } from '../factors/read-factors.ts'
import { requirePerson } from '../require-person.ts'

interface Row {
  id: string
  name: string
  backed_up: boolean
  created_at: Date
  last_used_at: Date | null
}

export const listFactors = operation(contract.listFactors, async (ctx) => {
  const person = await requirePerson(ctx, ctx.actor.person)
  const [factors, passkeys, role] = await Promise.all([
    readFactors(ctx.query, person.id),
    ctx.query<Row>('SELECT id, name, backed_up, created_at, last_used_at FROM identity.passkey WHERE person = $1 ORDER BY created_at', [
      person.id,
    ]),
    ctx.query<{ second_factor: boolean }>(
      'SELECT r.second_factor FROM identity.person p JOIN identity.role r ON r.id = p.role WHERE p.id = $1',
      [person.id],
    ),
  ])
  return {
    totpAt: factors.totpAt?.toISOString() ?? null,
    recoveryCodes: factors.recoveryCodes,
    passkeys: passkeys.rows.map((row) => ({
      id: row.id,
      name: row.name,
      backedUp: row.backed_up,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    })),
    required: role.rows[0]!.second_factor,
  }
})
