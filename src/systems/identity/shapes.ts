import { z } from 'zod'
import { moment } from '#kernel/contract.ts'

export const email = z.email().max(254)
export const password = z.string().min(15, 'A password has at least 15 characters').max(200)
export const code = z.string().trim().min(6).max(64).describe('Of the authenticator app, or a recovery code')
export const ceremony = z.uuid().describe('As the begin operation answered it')
/** What the browser gives and takes at a passkey ceremony; the parts are WebAuthn’s own. */
export const credential = z.record(z.string(), z.unknown()).meta({ title: 'A credential as WebAuthn’s toJSON gives it' })
export const passkeyAnswer = z.object({ ceremony, response: credential })
export const begun = z.object({ ceremony: z.uuid(), options: z.record(z.string(), z.unknown()) })
export const recoveryCodes = z.object({ codes: z.array(z.string()).describe('Each works once; shown this once') })

export const personName = z.string().trim().min(1).max(100)

export const person = z
  .object({ id: z.uuid(), name: z.string(), email: z.string() })
  .meta({ id: 'Person', title: 'Somebody with an account' })

export const ofPerson = z.object({ id: z.uuid().describe('Id of the person') })

export const roleId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'The id of a role has 2 to 40 small letters, digits and dashes')

export const permissionPattern = z.string().regex(/^(\*|[a-z]+:(\*|[a-z-]+))$/, 'A permission looks like projects:read, projects:* or *')

export const projectRoles = z
  .array(z.object({ project: z.uuid(), role: roleId }))
  .max(1000)
  .default([])
  .describe('Further roles in single projects')

export const member = person
  .extend({
    role: z.string(),
    projects: z.array(z.object({ project: z.uuid(), role: z.string() })),
    createdAt: moment,
    disabledAt: moment.nullable(),
    lastSeenAt: moment.nullable(),
  })
  .meta({ id: 'Member', title: 'Somebody with an account, and what they are' })

export const role = z
  .object({
    id: z.string(),
    name: z.string(),
    builtIn: z.boolean(),
    permissions: z.array(z.string()),
    secondFactor: z.boolean().describe('Whether people of this role need a second factor'),
    people: z.number().int().describe('How many people have it, everywhere or in a project'),
  })
  .meta({ id: 'Role', title: 'A set of permissions with a name' })

export const invitation = z
  .object({ id: z.uuid(), email: z.string(), role: z.string(), createdAt: moment, expiresAt: moment })
  .meta({ id: 'Invitation', title: 'An open invitation' })

export const apiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string().describe('The last characters of the key'),
    permissions: z.array(z.string()),
    projects: z.array(z.uuid()).nullable().describe('Only these projects; null is all that the owner reaches'),
    addresses: z.array(z.string()).describe('Only from these networks; none is from anywhere'),
    perMinute: z.number().int().nullable(),
    createdAt: moment,
    expiresAt: moment.nullable(),
    lastUsedAt: moment.nullable(),
  })
  .meta({ id: 'ApiKey', title: 'A key for programs, without its secret' })

export const network = z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])

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

export const ended = z.object({ ended: z.number().int().describe('How many sessions ended') })

export const factors = z
  .object({
    totpAt: moment.nullable().describe('Since when an authenticator app is used'),
    recoveryCodes: z.number().int().describe('How many are left'),
    passkeys: z.array(
      z.object({ id: z.string(), name: z.string(), backedUp: z.boolean(), createdAt: moment, lastUsedAt: moment.nullable() }),
    ),
    required: z.boolean().describe('Whether your role needs a second factor'),
  })
  .meta({ id: 'Factors', title: 'What proves who you are beside the password' })

export const authorizationId = z.string().min(8).max(64).describe('Id of the request, or the code that the program shows')

export const authorization = z
  .object({
    id: z.uuid(),
    program: z.string(),
    kind: z.enum(['code', 'device']),
    permissions: z.array(z.string()),
    goesTo: z.string().nullable().describe('The site or machine that gets the answer'),
    address: z.string().nullable().describe('From where it asked'),
    askedAt: moment,
    expiresAt: moment,
  })
  .meta({ id: 'Authorization', title: 'What a program asks' })

export const connection = z
  .object({
    id: z.uuid(),
    program: z.string(),
    kind: z.enum(['code', 'device']),
    permissions: z.array(z.string()),
    createdAt: moment,
    lastUsedAt: moment.nullable(),
    expiresAt: moment,
  })
  .meta({ id: 'Connection', title: 'A program that may act on somebody’s behalf' })

export const verdict = z
  .object({
    allowed: z.boolean(),
    because: z.array(z.string()).describe('The reasons, in the order they were looked at'),
    projects: z.union([z.literal('all'), z.array(z.uuid())]).describe('Where the permission holds'),
  })
  .meta({ id: 'Verdict', title: 'Whether a call is allowed, and why' })
