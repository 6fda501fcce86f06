import type { Query } from '#kernel/database.ts'

/** Who somebody is to others: what they are called, and what they are everywhere and in projects. */
export interface Standing {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly projects: readonly { readonly project: string; readonly role: string }[]
}

/** Null when there is nobody of that id, or they may not come in any more. */
export async function standingOf(query: Query, person: string): Promise<Standing | null> {
  const found = await query<{ id: string; name: string; email: string; role: string; projects: Standing['projects'] | null }>(
    `SELECT p.id, p.name, p.email, p.role,
       (SELECT json_agg(json_build_object('project', a.project, 'role', a.role)) FROM identity.project_role a WHERE a.person = p.id) AS projects
     FROM identity.person p WHERE p.id = $1 AND p.disabled_at IS NULL`,
    [person],
    'identity.standing',
  )
  const row = found.rows[0]
  return row ? { ...row, projects: row.projects ?? [] } : null
}
