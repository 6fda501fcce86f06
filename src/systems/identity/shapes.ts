import { z } from 'zod'
import { moment } from '#kernel/contract.ts'
import { isLocale, isTimeZone } from './region.ts'

export const email = z.email().max(254)
export const password = z.string().min(15, 'A password has at least 15 characters').max(200)
export const code = z.string().trim().min(6).max(64).describe('Of the authenticator app, or a recovery code')
export const ceremony = z.uuid().describe('As the begin operation answered it')
/** What the browser gives and takes at a passkey ceremony; the parts are WebAuthn’s own. */
export const credential = z.record(z.string(), z.unknown()).meta({ title: 'A credential as WebAuthn’s toJSON gives it' })
export const passkeyAnswer = z.object({ ceremony, response: credential })
export const begun = z.object({ ceremony: z.uuid(), options: z.record(z.string(), z.unknown()) })
export const recoveryCodes = z.object({ codes: z.array(z.string()).describe('Each works once; shown this once') })

/** Control signs, and those that turn the direction of a line around: a name with them could pass for something else. */
const deceptive = /^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$/

export const personName = z.string().trim().min(1).max(100).regex(deceptive, 'A name has letters only that are seen')

export const person = z
  .object({ id: z.uuid(), name: z.string(), email: z.string() })
  .meta({ id: 'Person', title: 'Somebody with an account' })

export const sitting = z.object({
  setUp: z.boolean(),
  signedIn: z.boolean(),
  person: person.nullable(),
  permissions: z.array(z.string()),
  lacksFactor: z.boolean().describe('Whether your role needs a second factor that you do not have'),
  timeZone: z.string().nullable(),
  locale: z.string().nullable(),
  host: z.string(),
  version: z.string(),
})

export const signedIn = z.object({
  person: person.nullable(),
  next: z.object({ token: z.string(), factors: z.array(z.enum(['totp', 'passkey', 'recovery'])) }).nullable(),
})

export const proof = z.object({
  password: z.string().min(1).max(200).optional(),
  code: code.optional(),
  passkey: passkeyAnswer.optional(),
})

const timeZone = z.string().max(64).refine(isTimeZone, 'A time zone looks like Europe/Lisbon').describe('Such as Europe/Lisbon')
const locale = z.string().max(35).refine(isLocale, 'A locale looks like en-GB').describe('Such as en-GB')

export const profile = person
  .extend({
    newEmail: z.string().nullable().describe('An address that counts once the link in the letter to it is followed'),
    role: z.string(),
    timeZone: z.string().nullable().describe('Null is as the browser has it'),
    locale: z.string().nullable().describe('Null is English as Optimus writes it'),
    createdAt: moment,
  })
  .meta({ id: 'Profile', title: 'One’s own account' })

export const profileChange = z.object({
  name: personName.optional(),
  timeZone: timeZone.nullable().optional(),
  locale: locale.nullable().optional(),
})

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
    factors: z.array(z.enum(['totp', 'passkey'])).describe('Their second factors'),
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

export const offer = z
  .object({ email: z.string(), role: z.string(), projects: z.number().int(), invitedBy: z.string().nullable(), expiresAt: moment })
  .meta({ id: 'Offer', title: 'What an invitation is good for' })

export const roleChange = z.object({
  id: roleId,
  name: personName.optional(),
  permissions: z.array(permissionPattern).max(200).optional().describe('Of custom roles only'),
  secondFactor: z.boolean().optional().describe('Whether people of this role need a second factor'),
})

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

export const newKey = z.object({
  name: z.string().trim().min(1).max(100).describe('What the key is for'),
  permissions: z
    .array(permissionPattern)
    .min(1)
    .max(200)
    .optional()
    .describe('Rights of the key, such as projects:read; without them, all of your own'),
  projects: z.array(z.uuid()).max(1000).optional().describe('Only these projects'),
  addresses: z.array(network).max(50).default([]).describe('Only from these addresses or networks'),
  perMinute: z.number().int().min(1).max(100_000).optional().describe('Calls it may make in a minute, on all nodes together'),
  days: z.number().int().min(1).max(3650).optional().describe('Days until it expires; without it, it does not'),
})

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

export const ofPasskey = z.object({ id: z.string().min(1).max(500).describe('Id of the passkey') })

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
    days: z.number().int().describe('How long the program stays connected without asking anew'),
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

export const question = z.object({
  operation: z.string().max(100).describe('Id of the operation, such as projects.scan'),
  project: z.uuid().optional(),
  person: z.uuid().optional().describe('Somebody else; needs identity:read'),
  key: z.string().max(64).optional().describe('One of that person’s keys'),
})

export const verdict = z
  .object({
    allowed: z.boolean(),
    because: z.array(z.string()).describe('The reasons, in the order they were looked at'),
    projects: z.union([z.literal('all'), z.array(z.uuid())]).describe('Where the permission holds'),
  })
  .meta({ id: 'Verdict', title: 'Whether a call is allowed, and why' })
