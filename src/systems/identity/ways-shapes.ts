import { z } from 'zod'
import { moment } from '#kernel/contract.ts'

export const email = z.email().max(254)

/** A page of ours: never another site, which `//name` and `/\name` would be to a browser. */
export const localPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/, 'A page of Optimus, such as /projects')
  .default('/')
  .describe('The page to go on with')

export const providerId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'The id of a provider has 2 to 40 small letters, digits and dashes')

export const providerKind = z.enum(['openid', 'google', 'microsoft', 'github'])

export const issuer = z
  .string()
  .max(500)
  .regex(/^https?:\/\/[^\s?#]+$/, 'An issuer is an https address without query')

export const providerName = z.object({ id: z.string(), name: z.string(), kind: providerKind })

export const allowed = z
  .array(z.string().regex(/^[^\s@]*@[a-z0-9.-]+$/i, 'An address, or @ and a domain: @example.com'))
  .max(200)
  .describe('Only accounts with these verified addresses or domains (@example.com); none is every account that is linked')

export const provider = providerName
  .extend({
    issuer: z.string(),
    clientId: z.string(),
    allowed: z.array(z.string()),
    callback: z.string().describe('The address to register at the provider'),
    links: z.number().int().describe('How many people sign in with it'),
    createdAt: moment,
    disabledAt: moment.nullable(),
  })
  .meta({ id: 'IdentityProvider', title: 'Where people have accounts that they may sign in with' })

export const link = z
  .object({
    id: z.uuid(),
    provider: providerName,
    account: z.string().describe('As the provider called it when it was linked'),
    createdAt: moment,
    lastUsedAt: moment.nullable(),
  })
  .meta({ id: 'LinkedAccount', title: 'An account elsewhere that somebody signs in with' })

/** As `next` of signIn: go on with completeSignIn or a passkey. */
export const secondStep = z.object({ token: z.string(), factors: z.array(z.enum(['totp', 'passkey', 'recovery'])) })

export const goOn = z.object({ address: z.string().describe('Where the browser goes on') })

const mailFields = {
  host: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\s/@]+$/, 'The name of a server, such as smtp.example.com'),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']).describe('none only for a server on this machine or one without passwords'),
  user: z.string().max(300).nullable().default(null),
  from: email.describe('The sender that mails bear'),
  signInLinks: z.boolean().default(true).describe('Whether people may ask for links to sign in, beside those for passwords'),
}

export const mailInput = z.object({
  ...mailFields,
  password: z.string().max(1000).optional().describe('Kept in the vault; without it, the one that is known stays'),
})

export const mail = z
  .object({ ...mailFields, hasPassword: z.boolean(), changedAt: moment })
  .meta({ id: 'MailServer', title: 'The mail server that sends links' })
