import type { Query } from '#kernel/database.ts'

/** By what texts may name people who can come in: their ids, names and addresses, and the roles there are. */
export interface KnownPeople {
  /** In lower case. */
  readonly people: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
}

export async function knownPeople(query: Query): Promise<KnownPeople> {
  const people = await query<{ id: string; name: string; email: string }>(
    'SELECT id, lower(name) AS name, lower(email) AS email FROM identity.person WHERE disabled_at IS NULL',
    [],
    'identity.known-people',
  )
  const roles = await query<{ id: string }>('SELECT id FROM identity.role', [], 'identity.known-roles')
  return {
    people: new Set(people.rows.flatMap(({ id, name, email }) => [id, name, email])),
    roles: new Set(roles.rows.map(({ id }) => id)),
  }
}
