import { z } from 'zod'
import { declare, defineContract, moment, nothing } from '#kernel/contract.ts'

const name = z
  .string()
  .regex(/^[a-z]+(\.[a-z][a-zA-Z0-9]*)+$/, 'A name is its system, a dot and a word: projects.editor')
  .max(100)

export const setting = z
  .object({ name: z.string(), value: z.unknown(), version: z.number().int(), updatedBy: z.string(), updatedAt: moment })
  .meta({ id: 'Setting', title: 'One setting' })

export const secret = z
  .object({
    name: z.string(),
    hint: z.string().describe('The last characters, to recognise it by'),
    updatedBy: z.string(),
    updatedAt: moment,
  })
  .meta({ id: 'Secret', title: 'A secret in the vault, without its value' })

export const contract = defineContract('settings', {
  list: declare({
    summary: 'List the settings that were changed',
    http: ['GET', '/'],
    permission: 'settings:read',
    project: 'none',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(setting) }),
  }),
  set: declare({
    summary: 'Change a setting',
    http: ['PUT', '/values/:name'],
    permission: 'settings:write',
    project: 'none',
    effect: 'write',
    input: z.object({ name, value: z.json().describe('The new value; null takes the default back') }),
    output: setting,
  }),
  listSecrets: declare({
    summary: 'List the secrets in the vault, without their values',
    http: ['GET', '/secrets'],
    permission: 'settings:read',
    project: 'none',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(secret) }),
  }),
  setSecret: declare({
    summary: 'Keep a secret in the vault',
    description: 'Such as the key of a provider. It is sealed with AES-256-GCM; no operation gives it back.',
    http: ['PUT', '/secrets/:name'],
    permission: 'settings:write',
    project: 'none',
    effect: 'write',
    input: z.object({ name, value: z.string().min(1).max(16_384) }),
    output: secret,
    secret: ['value'],
  }),
  removeSecret: declare({
    summary: 'Remove a secret from the vault',
    http: ['DELETE', '/secrets/:name'],
    permission: 'settings:write',
    project: 'none',
    effect: 'danger',
    input: z.object({ name }),
    output: nothing,
  }),
})
