import { z } from 'zod'
import { declare, defineContract, nothing } from '#kernel/contract.ts'
import * as shape from './shapes.ts'

/** What everybody does to what is their own. */
const own = { permission: 'signed-in', project: 'none' } as const
const open = { permission: 'public', project: 'none' } as const
const people = { permission: 'identity:people', project: 'none' } as const
const roles = { permission: 'identity:roles', project: 'none' } as const
const reading = { permission: 'identity:read', project: 'none', effect: 'read' } as const

export const contract = defineContract('identity', {
  session: declare({
    summary: 'Say who is signed in, and whether this installation is set up',
    http: ['GET', '/session'],
    ...open,
    effect: 'read',
    input: z.object({}),
    output: z.object({
      setUp: z.boolean(),
      signedIn: z.boolean(),
      person: shape.person.nullable(),
      permissions: z.array(z.string()),
      host: z.string(),
      version: z.string(),
    }),
  }),
  setUp: declare({
    summary: 'Create the owner with the one-time set-up link',
    http: ['POST', '/set-up'],
    ...open,
    effect: 'write',
    input: z.object({ token: z.string().max(200), name: shape.personName, email: shape.email, password: shape.password }),
    output: z.object({ person: shape.person }),
    secret: ['token', 'password'],
    perMinute: 20,
  }),
  signIn: declare({
    summary: 'Sign in with e-mail and password',
    http: ['POST', '/sign-in'],
    ...open,
    effect: 'write',
    input: z.object({ email: shape.email, password: z.string().min(1).max(200) }),
    output: z.object({ person: shape.person }),
    secret: ['password'],
    perMinute: 20,
  }),
  signOut: declare({
    summary: 'Sign out of this device',
    http: ['POST', '/sign-out'],
    ...own,
    effect: 'write',
    input: z.object({}),
    output: nothing,
  }),
  listSessions: declare({
    summary: 'List the devices you are signed in on',
    http: ['GET', '/sessions'],
    ...own,
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(shape.session) }),
  }),
  revokeSession: declare({
    summary: 'Sign a device out',
    http: ['DELETE', '/sessions/:id'],
    ...own,
    effect: 'write',
    input: z.object({ id: z.uuid().describe('Id of the session') }),
    output: nothing,
  }),
  createKey: declare({
    summary: 'Create an API key',
    description: 'The key is shown once. Its rights never exceed those its owner has at the moment of a call.',
    http: ['POST', '/keys'],
    ...own,
    effect: 'write',
    input: z.object({
      name: z.string().trim().min(1).max(100).describe('What the key is for'),
      permissions: z
        .array(shape.permissionPattern)
        .min(1)
        .max(200)
        .optional()
        .describe('Rights of the key, such as projects:read; without them, all of your own'),
      projects: z.array(z.uuid()).max(1000).optional().describe('Only these projects'),
      addresses: z.array(shape.network).max(50).default([]).describe('Only from these addresses or networks'),
      perMinute: z.number().int().min(1).max(100_000).optional().describe('Calls it may make in a minute, on all nodes together'),
      days: z.number().int().min(1).max(3650).optional().describe('Days until it expires; without it, it does not'),
    }),
    output: z.object({ key: z.string().describe('The key itself, shown this once'), details: shape.apiKey }),
  }),
  listKeys: declare({
    summary: 'List your API keys',
    http: ['GET', '/keys'],
    ...own,
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(shape.apiKey) }),
  }),
  revokeKey: declare({
    summary: 'Revoke an API key at once',
    http: ['DELETE', '/keys/:id'],
    ...own,
    effect: 'danger',
    input: z.object({ id: z.string().max(64).describe('Id of the key') }),
    output: nothing,
  }),
  listPeople: declare({
    summary: 'List everybody with an account, and what they are',
    http: ['GET', '/people'],
    ...reading,
    input: z.object({}),
    output: z.object({ items: z.array(shape.member) }),
  }),
  setRole: declare({
    summary: 'Make somebody something else, everywhere or in single projects',
    description: 'Nobody gives rights that they do not have, or changes somebody who has more. There is always an owner.',
    http: ['PUT', '/people/:id/role'],
    ...people,
    effect: 'danger',
    input: z.object({ id: z.uuid().describe('Id of the person'), role: shape.roleId, projects: shape.projectRoles }),
    output: shape.member,
  }),
  disablePerson: declare({
    summary: 'Shut somebody out at once: sessions, keys and all',
    http: ['POST', '/people/:id/disable'],
    ...people,
    effect: 'danger',
    input: z.object({ id: z.uuid().describe('Id of the person') }),
    output: nothing,
  }),
  enablePerson: declare({
    summary: 'Let somebody in again who was shut out',
    http: ['POST', '/people/:id/enable'],
    ...people,
    effect: 'danger',
    input: z.object({ id: z.uuid().describe('Id of the person') }),
    output: nothing,
  }),
  invite: declare({
    summary: 'Invite somebody by a link that works once',
    http: ['POST', '/invitations'],
    ...people,
    effect: 'danger',
    input: z.object({ email: shape.email, role: shape.roleId, projects: shape.projectRoles }),
    output: z.object({ invitation: shape.invitation, link: z.string().describe('The link itself, shown this once') }),
  }),
  listInvitations: declare({
    summary: 'List the invitations that are open',
    http: ['GET', '/invitations'],
    ...reading,
    input: z.object({}),
    output: z.object({ items: z.array(shape.invitation) }),
  }),
  revokeInvitation: declare({
    summary: 'Take an invitation back',
    http: ['DELETE', '/invitations/:id'],
    ...people,
    effect: 'write',
    input: z.object({ id: z.uuid().describe('Id of the invitation') }),
    output: nothing,
  }),
  acceptInvitation: declare({
    summary: 'Make an account with an invitation',
    http: ['POST', '/invitations/accept'],
    ...open,
    effect: 'write',
    input: z.object({ token: z.string().min(1).max(200), name: shape.personName, password: shape.password }),
    output: z.object({ person: shape.person }),
    secret: ['token', 'password'],
    perMinute: 20,
  }),
  listRoles: declare({
    summary: 'List the roles, and every permission there is',
    http: ['GET', '/roles'],
    ...reading,
    input: z.object({}),
    output: z.object({ items: z.array(shape.role), permissions: z.array(z.string()) }),
  }),
  createRole: declare({
    summary: 'Create a role out of permissions that you have',
    http: ['POST', '/roles'],
    ...roles,
    effect: 'danger',
    input: z.object({ id: shape.roleId, name: shape.personName, permissions: z.array(shape.permissionPattern).max(200) }),
    output: shape.role,
  }),
  updateRole: declare({
    summary: 'Change what a role may do, for everybody who has it',
    http: ['PATCH', '/roles/:id'],
    ...roles,
    effect: 'danger',
    input: z.object({
      id: shape.roleId,
      name: shape.personName.optional(),
      permissions: z.array(shape.permissionPattern).max(200).optional().describe('Of custom roles only'),
      secondFactor: z.boolean().optional().describe('Whether people of this role need a second factor'),
    }),
    output: shape.role,
  }),
  deleteRole: declare({
    summary: 'Delete a role that nobody has',
    http: ['DELETE', '/roles/:id'],
    ...roles,
    effect: 'danger',
    input: z.object({ id: shape.roleId }),
    output: nothing,
  }),
  explain: declare({
    summary: 'Say why a call is or is not allowed, to yourself or to somebody else',
    http: ['GET', '/explain'],
    ...own,
    effect: 'read',
    input: z.object({
      operation: z.string().max(100).describe('Id of the operation, such as projects.scan'),
      project: z.uuid().optional(),
      person: z.uuid().optional().describe('Somebody else; needs identity:read'),
      key: z.string().max(64).optional().describe('One of that person’s keys'),
    }),
    output: shape.verdict,
  }),
})
