import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { accessColumns, type AccessRow } from '../read-access.ts'

interface SelfRow extends AccessRow {
  id: string
  name: string
  email: string
  time_zone: string | null
  locale: string | null
}

export const session = operation(contract.session, async (ctx) => {
  const { actor } = ctx
  const [people, self] = await Promise.all([
    ctx.query('SELECT 1 FROM identity.person LIMIT 1', [], 'identity.any'),
    ctx.query<SelfRow>(
      `SELECT p.id, p.name, p.email, p.time_zone, p.locale, ${accessColumns}
       FROM identity.person p JOIN identity.role r ON r.id = p.role WHERE p.id = $1`,
      [actor.person],
      'identity.self',
    ),
  ])
  const row = self.rows[0]
  return {
    setUp: people.rowCount === 1,
    signedIn: actor.kind !== 'anonymous',
    person: row ? { id: row.id, name: row.name, email: row.email } : null,
    lacksFactor: row?.lacks_factor ?? false,
    timeZone: row?.time_zone ?? null,
    locale: row?.locale ?? null,
    permissions: [...new Set(actor.grants.map((grant) => grant.permission))],
    host: ctx.host.name,
    version: ctx.version,
  }
})
