import { z } from 'zod'
import { declare, defineContract, moment, nothing } from '#kernel/contract.ts'

const email = z.email().max(254)
const password = z.string().min(12, 'A password has at least 12 characters').max(200)

export const person = z
  .object({ id: z.uuid(), name: z.string(), email: z.string() })
  .meta({ id: 'Person', title: 'Somebody with an account' })

export const apiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string().describe('The last characters of the key'),
    permissions: z.array(z.string()),
    projects: z.array(z.uuid()).nullable().describe('Only these projects; null is all that the owner reaches'),
    createdAt: moment,
    expiresAt: moment.nullable(),
    lastUsedAt: moment.nullable(),
  })
  .meta({ id: 'ApiKey', title: 'A key for programs, without its secret' })

export const session = z
  .object({
    id: z.uuid(),
    current: z.boolean(),
    device: z.string(),
    address: z.string().nullable(),
    createdAt: moment,
    lastSeenAt: moment,
    expiresAt: moment,
  })
  .meta({ id: 'Session', title: 'A device that is signed in' })

export const contract = defineContract('identity', {
  session: declare({
    summary: 'Say who is signed in, and whether this installation is set up',
    http: ['GET', '/session'],
    permission: 'public',
    project: 'none',
    effect: 'read',
    input: z.object({}),
    output: z.object({
      setUp: z.boolean(),
      signedIn: z.boolean(),
      person: person.nullable(),
      permissions: z.array(z.string()),
      host: z.string(),
      version: z.string(),
    }),
  }),
  setUp: declare({
    summary: 'Create the owner with the one-time set-up link',
    http: ['POST', '/set-up'],
    permission: 'public',
    project: 'none',
    effect: 'write',
    input: z.object({ token: z.string().max(200), name: z.string().trim().min(1).max(100), email, password }),
    output: z.object({ person }),
    secret: ['token', 'password'],
    perMinute: 20,
  }),
  signIn: declare({
    summary: 'Sign in with e-mail and password',
    http: ['POST', '/sign-in'],
    permission: 'public',
    project: 'none',
    effect: 'write',
    input: z.object({ email, password: z.string().min(1).max(200) }),
    output: z.object({ person }),
    secret: ['password'],
    perMinute: 20,
  }),
  signOut: declare({
    summary: 'Sign out of this device',
    http: ['POST', '/sign-out'],
    permission: 'signed-in',
    project: 'none',
    effect: 'write',
    input: z.object({}),
    output: nothing,
  }),
  listSessions: declare({
    summary: 'List the devices you are signed in on',
    http: ['GET', '/sessions'],
    permission: 'signed-in',
    project: 'none',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(session) }),
  }),
  revokeSession: declare({
    summary: 'Sign a device out',
    http: ['DELETE', '/sessions/:id'],
    permission: 'signed-in',
    project: 'none',
    effect: 'write',
    input: z.object({ id: z.uuid().describe('Id of the session') }),
    output: nothing,
  }),
  createKey: declare({
    summary: 'Create an API key',
    description: 'The key is shown once. Its rights never exceed those its owner has at the moment of a call.',
    http: ['POST', '/keys'],
    permission: 'signed-in',
    project: 'none',
    effect: 'write',
    input: z.object({
      name: z.string().trim().min(1).max(100).describe('What the key is for'),
      permissions: z
        .array(z.string().regex(/^(\*|[a-z]+:(\*|[a-z-]+))$/, 'A permission looks like projects:read, projects:* or *'))
        .min(1)
        .max(200)
        .default(['*'])
        .describe('Rights of the key, such as projects:read'),
      projects: z.array(z.uuid()).max(1000).optional().describe('Only these projects'),
      days: z.number().int().min(1).max(3650).optional().describe('Days until it expires; without it, it does not'),
    }),
    output: z.object({ key: z.string().describe('The key itself, shown this once'), details: apiKey }),
  }),
  listKeys: declare({
    summary: 'List your API keys',
    http: ['GET', '/keys'],
    permission: 'signed-in',
    project: 'none',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(apiKey) }),
  }),
  revokeKey: declare({
    summary: 'Revoke an API key at once',
    http: ['DELETE', '/keys/:id'],
    permission: 'signed-in',
    project: 'none',
    effect: 'danger',
    input: z.object({ id: z.string().max(64).describe('Id of the key') }),
    output: nothing,
  }),
})
