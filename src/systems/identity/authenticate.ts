import { timingSafeEqual } from 'node:crypto'
import { BlockList, isIPv6 } from 'node:net'
import type { Actor } from '#kernel/actor.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'
import type { Authenticate } from '#kernel/system.ts'
import { isId } from '#kernel/ids.ts'
import type { AccessMemory, Remembered } from './access-memory.ts'
import { checkAccessToken } from './authorization/access-token.ts'
import { keyRate } from './key-rate.ts'
import { accessColumns, effectiveAccess, type AccessRow } from './read-access.ts'
import { grantsOf, narrow, permissionsOf, type PermissionCatalogue } from './roles.ts'
import { idleInterval } from './start-session.ts'
import { readCredential, sessionCookieName, type Credential } from './token.ts'

const rememberedFor = 30_000
/** A use is written down at most twice a minute, however often the database is asked. */
const touchInterval = "interval '30 seconds'"

/** What the check works with; made once at start. */
interface Door {
  readonly kernel: Kernel
  readonly catalogue: PermissionCatalogue
}

/**
 * The per-request check: one named query, then a short memory that is emptied the moment anybody's access
 * changes on any node. No credential is nobody; a wrong one is refused.
 */
export function authenticator(kernel: Kernel, memory: AccessMemory, localToken: string): Authenticate {
  const cookieName = sessionCookieName(kernel.config.publicUrl)
  const door: Door = { kernel, catalogue: permissionsOf(kernel.operations) }
  return ({ headers, address }) => {
    const credential = readCredential(headers['authorization'] as string | undefined, headers['cookie'] as string | undefined, cookieName)
    if (credential === null) return null
    if (credential.kind === 'malformed')
      throw refused('The credential is malformed; sign in again or send Authorization: Bearer with a key.')
    if (credential.kind === 'local') return checkLocal(door, credential.token, localToken)
    const known = memory.recall(keyOf(credential), kernel.clock.now().getTime())
    // Most requests end here, at once: whoever passed a moment ago costs one look into memory.
    if (known) return known.recheck ? pass(known, address) : known.actor
    return lookAndRemember(door, memory, credential, address)
  }
}

type Secret = Extract<Credential, { kind: 'session' | 'key' | 'jwt' }>

function keyOf(credential: Secret): string {
  return credential.hash.toString('latin1')
}

async function lookAndRemember(door: Door, memory: AccessMemory, credential: Secret, address: string): Promise<Actor> {
  const { generation } = memory
  const known = await look(door, credential)
  memory.remember(keyOf(credential), known, generation)
  return pass(known, address)
}

async function pass(known: Remembered, address: string): Promise<Actor> {
  await known.recheck?.(address)
  return known.actor
}

function look(door: Door, credential: Secret): Promise<Remembered> {
  if (credential.kind === 'session') return findSession(door, credential.hash)
  return credential.kind === 'key' ? findKey(door, credential) : findConnection(door, credential.token)
}

interface SessionRow extends AccessRow {
  id: string
  person: string
  name: string
  verified_at: Date
  expires_at: Date
  stale: boolean
}

async function findSession({ kernel, catalogue }: Door, hash: Buffer): Promise<Remembered> {
  const found = await kernel.query<SessionRow>(
    `SELECT s.id, s.person, p.name, s.verified_at, s.expires_at, s.last_seen_at < now() - ${touchInterval} AS stale, ${accessColumns}
     FROM identity.session s JOIN identity.person p ON p.id = s.person JOIN identity.role r ON r.id = p.role
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - ${idleInterval}
       AND p.disabled_at IS NULL`,
    [hash],
    'identity.session',
  )
  const row = found.rows[0]
  if (!row) throw refused('This session has ended; sign in again.')
  if (row.stale) void touch(kernel, 'UPDATE identity.session SET last_seen_at = now() WHERE id = $1', row.id)
  const grants = grantsOf(effectiveAccess(row), catalogue)
  return remembered({ kind: 'person', id: row.id, person: row.person, name: row.name, grants, verifiedAt: row.verified_at }, row.expires_at)
}

interface KeyRow extends AccessRow {
  id: string
  person: string
  name: string
  secret_hash: Buffer
  permissions: string[]
  projects: string[] | null
  addresses: string[]
  per_minute: number | null
  expires_at: Date | null
  stale: boolean
}

async function findKey({ kernel, catalogue }: Door, credential: Extract<Credential, { kind: 'key' }>): Promise<Remembered> {
  const found = await kernel.query<KeyRow>(
    `SELECT k.id, k.person, k.name, k.secret_hash, k.permissions, k.projects, k.addresses::text[], k.per_minute, k.expires_at,
       coalesce(k.last_used_at < now() - ${touchInterval}, true) AS stale, ${accessColumns}
     FROM identity.api_key k JOIN identity.person p ON p.id = k.person JOIN identity.role r ON r.id = p.role
     WHERE k.id = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AND p.disabled_at IS NULL`,
    [credential.id],
    'identity.key',
  )
  const row = found.rows[0]
  if (!row || !timingSafeEqual(row.secret_hash, credential.hash)) throw refused('This key is not valid, has expired or was revoked.')
  if (row.stale) void touch(kernel, 'UPDATE identity.api_key SET last_used_at = now() WHERE id = $1', row.id)
  const grants = narrow(grantsOf(effectiveAccess(row), catalogue), row.permissions, row.projects)
  const passed = remembered({ kind: 'key', id: row.id, person: row.person, name: `key ${row.name}`, grants }, row.expires_at)
  const fromHere = addressCheck(row.addresses)
  const inTime = keyRate(kernel, row.id, row.per_minute)
  if (!fromHere && !inTime) return passed
  return {
    ...passed,
    async recheck(address) {
      fromHere?.(address)
      await inTime?.()
    },
  }
}

interface ConnectionRow extends AccessRow {
  id: string
  person: string
  name: string
  kind: 'code' | 'device'
  permissions: string[]
}

/** A token counts as long as the connection it names: one that was taken back is refused like an ended session. */
async function findConnection({ kernel, catalogue }: Door, token: string): Promise<Remembered> {
  const checked = await checkAccessToken(kernel, token)
  const found =
    checked && isId(checked.connection)
      ? await kernel.query<ConnectionRow>(
          `SELECT c.id, c.person, c.name, c.kind, c.permissions, ${accessColumns}
     FROM identity.connection c JOIN identity.person p ON p.id = c.person JOIN identity.role r ON r.id = p.role
     WHERE c.id = $1 AND c.person::text = $2 AND c.revoked_at IS NULL AND c.expires_at > now() AND p.disabled_at IS NULL`,
          [checked.connection, checked.person],
          'identity.connection',
        )
      : null
  const row = found?.rows[0]
  if (!checked || !row) throw refused('This token is not valid, has expired, or its permission was taken back.')
  const grants = narrow(grantsOf(effectiveAccess(row), catalogue), row.permissions, null)
  // A program that a person connected acts on its own; the command line is the person's hand.
  const kind = row.kind === 'code' ? 'agent' : 'key'
  return remembered({ kind, id: row.id, person: row.person, name: row.name, grants }, new Date(checked.expires))
}

function remembered(actor: Actor, expiresAt: Date | null): Remembered {
  return { actor, until: Math.min(Date.now() + rememberedFor, expiresAt?.getTime() ?? Infinity) }
}

/** Refuses callers from elsewhere; null where the key may be used from anywhere. */
function addressCheck(networks: readonly string[]): ((address: string) => void) | null {
  if (networks.length === 0) return null
  const allowed = new BlockList()
  for (const network of networks) {
    const [net, bits] = network.split('/') as [string, string | undefined]
    const family = isIPv6(net) ? 'ipv6' : 'ipv4'
    allowed.addSubnet(net, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
    if (!allowed.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')) throw refused('This key may not be used from this address.')
  }
}

/** Whoever can read the file with this boot's token on this machine is the owner, and sits at it now. */
async function checkLocal({ kernel, catalogue }: Door, token: string, localToken: string): Promise<Actor> {
  const [given, expected] = [Buffer.from(token), Buffer.from(localToken)]
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw refused('The local token is of an earlier start; read cli.json again.')
  const found = await kernel.query<{ id: string; name: string }>(
    `SELECT id, name FROM identity.person WHERE role = 'owner' AND disabled_at IS NULL ORDER BY created_at LIMIT 1`,
    [],
    'identity.owner',
  )
  const owner = found.rows[0]
  const grants = grantsOf({ role: 'owner', permissions: null, projects: null }, catalogue)
  return { kind: 'person', id: 'local', person: owner?.id ?? null, name: owner?.name ?? 'Owner', grants, verifiedAt: kernel.clock.now() }
}

/** A failure is nobody's concern. */
async function touch(kernel: Kernel, statement: string, id: string): Promise<void> {
  await kernel.query(statement, [id]).catch(() => {})
}

function refused(detail: string): Problem {
  return new Problem(kernelErrors.not_signed_in, detail)
}
