import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { defineSystem } from '#kernel/system.ts'
import { authenticator } from './authenticate.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { createKey } from './operations/create-key.ts'
import { listKeys } from './operations/list-keys.ts'
import { listSessions } from './operations/list-sessions.ts'
import { revokeKey } from './operations/revoke-key.ts'
import { revokeSession } from './operations/revoke-session.ts'
import { session } from './operations/session.ts'
import { setUp } from './operations/set-up.ts'
import { signIn } from './operations/sign-in.ts'
import { signOut } from './operations/sign-out.ts'

/** This boot's token for the command line on this machine; the server writes it to `run/cli.json`. */
export const localToken = `optlocal_${randomBytes(32).toString('base64url')}`

export const identity = defineSystem({
  id: 'identity',
  summary: 'Who somebody is and what they may do: sign-in, sessions, API keys',
  needs: [],
  contract,
  operations: [session, setUp, signIn, signOut, listSessions, revokeSession, createKey, listKeys, revokeKey],
  events,
  errors,
  migrations: join(import.meta.dirname, 'migrations'),
  authenticate: (kernel) => authenticator(kernel, localToken),
})
