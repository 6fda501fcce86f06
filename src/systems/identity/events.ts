import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

export const events = defineEvents('identity', {
  set_up: { summary: 'The owner was created', payload: z.object({ person: z.uuid() }), guard: 'identity.listSessions' },
  signed_in: {
    summary: 'Somebody signed in',
    payload: z.object({
      person: z.uuid(),
      session: z.uuid(),
      methods: z.array(z.string()),
      device: z.string(),
      isNew: z.boolean().describe('From a device and address that this person did not sign in from before'),
    }),
    guard: 'identity.listSessions',
  },
  access_changed: {
    summary: 'A session or key was revoked, or somebody’s rights changed: every cached check of theirs is void',
    payload: z.object({ person: z.uuid() }),
    guard: 'identity.listSessions',
  },
  credential_changed: {
    summary: 'A password, second factor or recovery code was added, changed, used or removed: its owner should be told',
    payload: z.object({
      person: z.uuid(),
      change: z.enum([
        'email',
        'email-asked',
        'password',
        'password-link',
        'totp-added',
        'totp-removed',
        'passkey-added',
        'passkey-removed',
        'recovery-codes',
        'recovery-code-used',
        'provider-linked',
        'provider-unlinked',
      ]),
    }),
    guard: 'identity.listFactors',
  },
  ways_changed: {
    summary: 'An identity provider or the mail server was set up, changed or removed',
    payload: z.object({}),
    guard: 'identity.listProviders',
  },
  key_revoked: { summary: 'An API key was revoked', payload: z.object({ person: z.uuid(), key: z.string() }), guard: 'identity.listKeys' },
  token_reused: {
    summary: 'What a program had used already was shown again, as a thief would: its connection was ended, and its owner should be told',
    payload: z.object({ person: z.uuid(), connection: z.uuid() }),
    guard: 'identity.listConnections',
  },
  key_created: { summary: 'An API key was created', payload: z.object({ person: z.uuid(), key: z.string() }), guard: 'identity.listKeys' },
  connected: {
    summary: 'Somebody allowed a program to act on their behalf, or took that back: they should be told',
    payload: z.object({ person: z.uuid(), connection: z.uuid() }),
    guard: 'identity.listConnections',
  },
  person_changed: {
    summary: 'Somebody was invited in, disabled, enabled, renamed, or became something else',
    payload: z.object({ person: z.uuid(), change: z.enum(['joined', 'role', 'disabled', 'enabled', 'profile']) }),
    guard: 'identity.listPeople',
  },
  invited: {
    summary: 'Somebody was invited, or the invitation taken back',
    payload: z.object({ invitation: z.uuid() }),
    guard: 'identity.listInvitations',
  },
  role_changed: { summary: 'A role was created, changed or deleted', payload: z.object({ role: z.string() }), guard: 'identity.listRoles' },
})
