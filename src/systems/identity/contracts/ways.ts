import { z } from 'zod'
import { declare, nothing, type Effect } from '#kernel/contract.ts'
import * as shape from '../ways-shapes.ts'
import { person } from '../shapes.ts'

const open = (effect: Effect) => ({ permission: 'public', project: 'none', effect }) as const
const proven = (effect: Effect) => ({ permission: 'signed-in', project: 'none', effect, freshness: 10 }) as const
const seeing = { permission: 'identity:sign-in', project: 'none', effect: 'read' } as const
const deciding = (effect: Effect) => ({ permission: 'identity:sign-in', project: 'none', effect, freshness: 10 }) as const

/**
 * How people sign in beside password and passkey: accounts elsewhere, and links by e-mail. Part of the contract.
 *
 * The pages' part: `GET /api/auth/callback/:provider` ends at `returnTo` (signed in, or `?linked=<provider>`), at
 * `/sign-in#step=<token>&factors=totp,recovery&return=<path>` (a second factor is missing), or at `/sign-in?problem=<code>`
 * (`returnTo?problem=<code>` when somebody was linking). Mails lead to `/sign-in/link#token=…` and `/password#token=…`.
 */
export const ways = {
  listSignInWays: declare({
    summary: 'List the ways to sign in that are open here',
    http: ['GET', '/sign-in/ways'],
    ...open('read'),
    input: z.object({}),
    output: z.object({
      providers: z.array(shape.providerName),
      signInLink: z.boolean().describe('Whether a link to sign in can be asked for by e-mail'),
      passwordLink: z.boolean().describe('Whether whoever forgot their password can ask for a link by e-mail'),
    }),
  }),
  beginProviderSignIn: declare({
    summary: 'Begin to sign in with an account elsewhere: answers the address where the browser goes on',
    description: 'The browser gets a cookie that must come back with it. The provider sends it to `/api/auth/callback/:provider`.',
    http: ['POST', '/sign-in/providers/:provider'],
    ...open('write'),
    input: z.object({ provider: shape.providerId, returnTo: shape.localPath }),
    output: shape.goOn,
    unmanaged: true,
  }),
  finishProvider: declare({
    summary: 'Take what the provider answered, to sign in or to link the account; the callback address does this',
    http: ['POST', '/sign-in/providers/:provider/finish'],
    ...open('write'),
    input: z.object({
      provider: shape.providerId,
      response: z.string().min(1).max(8000).describe('The query that the provider sent back'),
    }),
    output: z.object({
      person: person.nullable(),
      next: shape.secondStep.nullable(),
      linked: z.boolean().describe('The account was linked; nobody was signed in'),
      returnTo: z.string(),
    }),
    secret: ['response'],
    unmanaged: true,
  }),
  linkProvider: declare({
    summary: 'Begin to link an account elsewhere with yours, to sign in with it from then on',
    http: ['POST', '/links/:provider'],
    ...proven('write'),
    input: z.object({ provider: shape.providerId, returnTo: shape.localPath }),
    output: shape.goOn,
    unmanaged: true,
  }),
  listLinks: declare({
    summary: 'List the accounts elsewhere that you sign in with',
    http: ['GET', '/links'],
    permission: 'signed-in',
    project: 'none',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(shape.link) }),
  }),
  unlinkProvider: declare({
    summary: 'Stop signing in with an account elsewhere',
    http: ['DELETE', '/links/:id'],
    ...proven('danger'),
    input: z.object({ id: z.uuid().describe('Id of the link') }),
    output: nothing,
  }),
  listProviders: declare({
    summary: 'List the identity providers that people may sign in with, without their secrets',
    http: ['GET', '/providers'],
    ...seeing,
    input: z.object({}),
    output: z.object({
      items: z.array(shape.provider),
      presets: z.array(z.object({ kind: shape.providerKind, name: z.string(), issuer: z.string().nullable() })),
      mail: z.boolean().describe('Whether a mail server is set, without which nobody gets links'),
    }),
  }),
  createProvider: declare({
    summary: 'Let people sign in with an identity provider: Google, Microsoft, GitHub, or any with OpenID Connect discovery',
    description:
      'Register Optimus there first, with the address that `callback` of listProviders says. Nobody gets an account by it: people link theirs first.',
    http: ['POST', '/providers'],
    ...deciding('danger'),
    input: z.object({
      id: shape.providerId,
      kind: shape.providerKind,
      name: z.string().trim().min(1).max(60).optional().describe('On the button; without it, the name of the preset'),
      issuer: shape.issuer.optional().describe('Needed for openid and microsoft; for GitHub Enterprise the address of its server'),
      clientId: z.string().trim().min(1).max(300),
      clientSecret: z.string().min(1).max(2000).describe('Kept in the vault; no operation gives it back'),
      allowed: shape.allowed.default([]),
    }),
    output: shape.provider,
    secret: ['clientSecret'],
    unmanaged: true,
  }),
  updateProvider: declare({
    summary: 'Change the name, secret or admitted addresses of an identity provider, or switch it off',
    http: ['PATCH', '/providers/:id'],
    ...deciding('danger'),
    input: z.object({
      id: shape.providerId,
      name: z.string().trim().min(1).max(60).optional(),
      clientSecret: z.string().min(1).max(2000).optional(),
      allowed: shape.allowed.optional(),
      enabled: z.boolean().optional(),
    }),
    output: shape.provider,
    secret: ['clientSecret'],
  }),
  deleteProvider: declare({
    summary: 'Remove an identity provider, and every link with it',
    http: ['DELETE', '/providers/:id'],
    ...deciding('danger'),
    input: z.object({ id: shape.providerId }),
    output: nothing,
  }),
  checkProvider: declare({
    summary: 'Ask an identity provider for its description, and say whether it can be used',
    http: ['GET', '/providers/:id/check'],
    ...seeing,
    input: z.object({ id: shape.providerId }),
    output: z.object({ works: z.boolean(), because: z.string() }),
  }),
  getMail: declare({
    summary: 'Show through which mail server links are sent, without its password',
    http: ['GET', '/mail'],
    ...seeing,
    input: z.object({}),
    output: z.object({ mail: shape.mail.nullable() }),
  }),
  setMail: declare({
    summary: 'Set the mail server through which links are sent',
    http: ['PUT', '/mail'],
    ...deciding('danger'),
    input: shape.mailInput,
    output: z.object({ mail: shape.mail }),
    secret: ['password'],
  }),
  removeMail: declare({
    summary: 'Forget the mail server; nobody gets links by e-mail any more',
    http: ['DELETE', '/mail'],
    ...deciding('danger'),
    input: z.object({}),
    output: nothing,
  }),
  testMail: declare({
    summary: 'Send a mail to yourself, to see whether the mail server takes it',
    http: ['POST', '/mail/test'],
    ...deciding('write'),
    input: z.object({}),
    output: z.object({ sentTo: z.string() }),
    unmanaged: true,
    perMinute: 6,
  }),
  requestSignInLink: declare({
    summary: 'Ask for an e-mail with a link to sign in; the answer is the same whether there is such an account or not',
    description: 'The link works once, for ten minutes, in the browser that asked, and does not replace a second factor.',
    http: ['POST', '/sign-in/link'],
    ...open('write'),
    input: z.object({ email: shape.email, returnTo: shape.localPath }),
    output: nothing,
    unmanaged: true,
  }),
  signInWithLink: declare({
    summary: 'Sign in with the link of an e-mail, in the browser that asked for it',
    http: ['POST', '/sign-in/link/use'],
    ...open('write'),
    input: z.object({ token: z.string().min(1).max(200).describe('After `#token=` in the link') }),
    output: z.object({ person: person.nullable(), next: shape.secondStep.nullable(), returnTo: z.string() }),
    secret: ['token'],
    unmanaged: true,
  }),
  requestPasswordLink: declare({
    summary: 'Ask for an e-mail with a link to choose another password; the answer is the same for every address',
    http: ['POST', '/password/link'],
    ...open('write'),
    input: z.object({ email: shape.email }),
    output: nothing,
    unmanaged: true,
  }),
}
