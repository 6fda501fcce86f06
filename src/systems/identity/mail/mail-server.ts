import type { z } from 'zod'
import type { Query } from '#kernel/database.ts'
import type { mail } from '../ways-shapes.ts'

export interface MailServerRow {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  username: string | null
  sealed: Buffer | null
  sender: string
  sign_in_links: boolean
  changed_at: Date
}

/** What opens the server's password in the vault. */
export const mailPurpose = 'identity.mail-server'

export async function readMailServer(query: Query): Promise<MailServerRow | null> {
  const found = await query<MailServerRow>(
    'SELECT host, port, security, username, sealed, sender, sign_in_links, changed_at FROM identity.mail_server',
    [],
    'identity.mail-server',
  )
  return found.rows[0] ?? null
}

export function asMail(row: MailServerRow): z.output<typeof mail> {
  return {
    host: row.host,
    port: row.port,
    security: row.security,
    user: row.username,
    from: row.sender,
    signInLinks: row.sign_in_links,
    hasPassword: row.sealed !== null,
    changedAt: row.changed_at.toISOString(),
  }
}
