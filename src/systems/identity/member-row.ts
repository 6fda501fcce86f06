import type { z } from 'zod'
import type { member } from './shapes.ts'

/** Of person `p`. */
export const memberColumns = `p.id, p.name, p.email, p.role, p.created_at, p.disabled_at,
  (SELECT max(s.last_seen_at) FROM identity.session s WHERE s.person = p.id) AS last_seen_at,
  (SELECT json_agg(json_build_object('project', a.project, 'role', a.role) ORDER BY a.project)
   FROM identity.project_role a WHERE a.person = p.id) AS projects,
  EXISTS (SELECT 1 FROM identity.totp t WHERE t.person = p.id AND t.confirmed_at IS NOT NULL) AS has_totp,
  EXISTS (SELECT 1 FROM identity.passkey k WHERE k.person = p.id) AS has_passkey`

export interface MemberRow {
  id: string
  name: string
  email: string
  role: string
  projects: { project: string; role: string }[] | null
  created_at: Date
  disabled_at: Date | null
  last_seen_at: Date | null
  has_totp: boolean
  has_passkey: boolean
}

export function asMember(row: MemberRow): z.output<typeof member> {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    projects: row.projects ?? [],
    factors: [...(row.has_passkey ? (['passkey'] as const) : []), ...(row.has_totp ? (['totp'] as const) : [])],
    createdAt: row.created_at.toISOString(),
    disabledAt: row.disabled_at?.toISOString() ?? null,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }
}
