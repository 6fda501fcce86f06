import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

export const session = operation(contract.session, async (ctx) => {
  const { actor } = ctx
  const [people, self] = await Promise.all([
    ctx.query('SELECT 1 FROM identity.person LIMIT 1', [], 'identity.any'),
    ctx.query<{ id: string; name: string; email: string }>(
      'SELECT id, name, email FROM identity.person WHERE id = $1',
      [actor.person],
      'identity.self',
    ),
  ])
  return {
    setUp: people.rowCount === 1,
    signedIn: actor.kind !== 'anonymous',
    person: self.rows[0] ?? null,
    permissions: [...new Set(actor.grants.map((grant) => grant.permission))],
    host: ctx.host.name,
    version: ctx.version,
  }
})
