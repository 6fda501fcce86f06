import { z } from 'zod'
import { declare, nothing, type Effect } from '#kernel/contract.ts'
import * as shape from '../shapes.ts'

const own = (effect: Effect) => ({ permission: 'signed-in', project: 'none', effect }) as const
const proven = (effect: Effect) => ({ ...own(effect), freshness: 10 }) as const

/** How programs are let in: keys that a person makes, and connections that a program asks for. Part of the contract. */
export const programs = {
  getAuthorization: declare({
    summary: 'Show what a program asks to do on your behalf',
    http: ['GET', '/authorizations/:id'],
    ...own('read'),
    perMinute: 20,
    input: z.object({ id: shape.authorizationId }),
    output: shape.authorization,
  }),
  decideAuthorization: declare({
    summary: 'Allow a program to act on your behalf, or refuse',
    http: ['POST', '/authorizations/:id/decide'],
    ...proven('write'),
    perMinute: 20,
    input: z.object({
      id: shape.authorizationId,
      approve: z.boolean(),
      permissions: z.array(shape.permissionPattern).min(1).max(200).optional().describe('Fewer rights than it asks for'),
    }),
    output: z.object({ redirect: z.string().nullable().describe('Where the browser goes on, for programs that wait there') }),
  }),
  listConnections: declare({
    summary: 'List the programs that may act on your behalf',
    http: ['GET', '/connections'],
    ...own('read'),
    input: z.object({}),
    output: z.object({ items: z.array(shape.connection) }),
  }),
  revokeConnection: declare({
    summary: 'Take back what a program may do on your behalf, at once',
    http: ['DELETE', '/connections/:id'],
    ...own('write'),
    input: z.object({ id: z.uuid().describe('Id of the connection') }),
    output: nothing,
  }),
  createKey: declare({
    summary: 'Create an API key',
    description: 'The key is shown once. Its rights never exceed those its owner has at the moment of a call.',
    http: ['POST', '/keys'],
    ...proven('write'),
    input: shape.newKey,
    output: z.object({ key: z.string().describe('The key itself, shown this once'), details: shape.apiKey }),
    once: true,
  }),
  listKeys: declare({
    summary: 'List your API keys',
    http: ['GET', '/keys'],
    ...own('read'),
    input: z.object({}),
    output: z.object({ items: z.array(shape.apiKey) }),
  }),
  revokeKey: declare({
    summary: 'Revoke an API key at once',
    http: ['DELETE', '/keys/:id'],
    ...own('danger'),
    input: z.object({ id: z.string().max(64).describe('Id of the key') }),
    output: nothing,
  }),
}
