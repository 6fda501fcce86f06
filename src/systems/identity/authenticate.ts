import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'
import type { Authenticate } from '#kernel/system.ts'
import { events } from './events.ts'
import { grantsOf, narrow } from './roles.ts'
import { readCredential, sessionCookieName, type Credential } from './token.ts'

const cachedFor = 30_000
const mostCached = 10_000

interface Known {
  readonly actor: Actor
  readonly until: number
}

/**
 * The per-request check: one named query, then a short memory that is emptied the moment anybody's access
 * changes on any node. No credential is nobody; a wrong one is refused.
 */
export function authenticator(kernel: Kernel, localToken: string): Authenticate {
  const cookieName = sessionCookieName(kernel.config.publicUrl)
  const known = new Map<string, Known>()
  kernel.live.listen((event) => {
    if (event.name === events.access_changed.name) known.clear()
  })
  return async ({ headers }) => {
    const credential = readCredential(headers['authorization'] as string | undefined, headers['cookie'] as string | undefined, cookieName)
    if (credential === null) return null
    if (credential.kind === 'malformed')
      throw refused('The credential is malformed; sign in again or send Authorization: Bearer with a key.')
    if (credential.kind === 'local') return checkLocal(kernel, credential.token, localToken)
    const key = credential.hash.toString('base64')
    const remembered = known.get(key)
    const now = kernel.clock.now().getTime()
    if (remembered && remembered.until > now) return remembered.actor
    const actor = credential.kind === 'session' ? await findSession(kernel, credential.hash) : await findKey(kernel, credential)
    if (known.size >= mostCached) known.clear()
    known.set(key, { actor, until: now + cachedFor })
    return actor
  }
}

interface SessionRow {
  id: string
  person: string
  name: string
  role: string
  verified_at: Date
}

async function findSession(kernel: Kernel, hash: Buffer): Promise<Actor> {
  const found = await kernel.query<SessionRow>(
    `SELECT s.id, s.person, p.name, p.role, s.verified_at FROM identity.session s JOIN identity.person p ON p.id = s.person
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND p.disabled_at IS NULL`,
    [hash],
    'identity.session',
  )
  const row = found.rows[0]
  if (!row) throw refused('This session has ended; sign in again.')
  void touch(kernel, 'UPDATE identity.session SET last_seen_at = now() WHERE id = $1', row.id)
  return { kind: 'person', id: row.id, person: row.person, name: row.name, grants: grantsOf(row.role), verifiedAt: row.verified_at }
}

interface KeyRow {
  id: string
  person: string
  name: string
  role: string
  secret_hash: Buffer
  permissions: string[]
  projects: string[] | null
}

async function findKey(kernel: Kernel, credential: Extract<Credential, { kind: 'key' }>): Promise<Actor> {
  const found = await kernel.query<KeyRow>(
    `SELECT k.id, k.person, k.name, p.role, k.secret_hash, k.permissions, k.projects FROM identity.api_key k JOIN identity.person p ON p.id = k.person
     WHERE k.id = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AND p.disabled_at IS NULL`,
    [credential.id],
    'identity.key',
  )
  const row = found.rows[0]
  if (!row || !timingSafeEqual(row.secret_hash, credential.hash)) throw refused('This key is not valid, has expired or was revoked.')
  void touch(kernel, 'UPDATE identity.api_key SET last_used_at = now() WHERE id = $1', row.id)
  return {
    kind: 'key',
    id: row.id,
    person: row.person,
    name: `key ${row.name}`,
    grants: narrow(grantsOf(row.role), row.permissions, row.projects),
  }
}

/** Whoever can read the file with this boot's token on this machine is the owner. */
async function checkLocal(kernel: Kernel, token: string, localToken: string): Promise<Actor> {
  const [given, expected] = [Buffer.from(token), Buffer.from(localToken)]
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw refused('The local token is of an earlier start; read cli.json again.')
  const found = await kernel.query<{ id: string; name: string }>(
    `SELECT id, name FROM identity.person WHERE role = 'owner' AND disabled_at IS NULL ORDER BY created_at LIMIT 1`,
    [],
    'identity.owner',
  )
  const owner = found.rows[0]
  return { kind: 'person', id: 'local', person: owner?.id ?? null, name: owner?.name ?? 'Owner', grants: grantsOf('owner') }
}

/** At most twice a minute for each credential, since the check is remembered; a failure is nobody's concern. */
async function touch(kernel: Kernel, statement: string, id: string): Promise<void> {
  await kernel.query(statement, [id]).catch(() => {})
}

function refused(detail: string): Problem {
  return new Problem(kernelErrors.not_signed_in, detail)
}
