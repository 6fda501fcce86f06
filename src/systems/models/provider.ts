import { z } from 'zod'
import { moment } from '#kernel/contract.ts'
import { providerKind } from './model.ts'

export const provider = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: providerKind,
    baseUrl: z.string().describe('The one address that is contacted'),
    key: z.enum(['vault', 'environment', 'none', 'missing']).describe('Where its key comes from; missing means that it needs one'),
    keyHint: z.string().nullable(),
    fromEnvironment: z.boolean(),
    free: z.boolean().describe('Somebody said that calls cost nothing, because the server is their own'),
    paused: z.boolean(),
    models: z.int().describe('How many it has'),
    enabledModels: z.int(),
    failures: z.int().describe('In a row, until now'),
    restsUntil: moment.nullable().describe('Left alone until then, after too many failures'),
    failure: z.string().nullable(),
    failedAt: moment.nullable(),
    answeredAt: moment.nullable(),
    listedAt: moment.nullable().describe('When its list of models was read'),
    listProblem: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'ModelProvider', title: 'A server that models are asked on' })

export type Provider = z.output<typeof provider>

/** Why an address cannot be a provider's; null when it can. A key travels only encrypted, or inside one's own network. */
export function problemOfAddress(text: string, hasKey: boolean): string | null {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return 'Enter a whole address, such as https://api.example.com/v1.'
  if (url.username || url.password) return 'The address must not hold a name or password; give the key separately.'
  if (url.search || url.hash) return 'The address must end with its path.'
  if (/^(?:169\.254\.|\[fe80:|metadata\.)/i.test(url.hostname) || url.hostname === '0.0.0.0')
    return 'That address belongs to the machine’s own services.'
  if (url.protocol === 'http:' && hasKey && !isPrivate(url.hostname))
    return 'A key is sent to addresses with https only, or inside your own network.'
  return null
}

/** Loopback, private ranges, and names that only a local network knows. */
function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return (
    /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[789]\d|1[01]\d|12[0-7])\.)/.test(host) ||
    /^(?:::1|f[cd][0-9a-f]{2}:)/i.test(host) ||
    !/[.:]/.test(host) ||
    /\.(?:local|internal|lan|home\.arpa|test)$/i.test(host)
  )
}
