import { createHash } from 'node:crypto'
import type { Log } from '#kernel/log.ts'
import { failureOf } from './failure.ts'
import { gitHubProvider } from './github.ts'
import { openIdProvider } from './openid.ts'
import type { IdentityProvider, ProviderSettings } from './port.ts'

const rememberedFor = 3_600_000
const known = new Map<string, { provider: IdentityProvider; until: number }>()

/**
 * The provider with these settings. What it said about itself, and its keys, are remembered for an hour, since asking
 * takes longer than a sign-in; other settings are another provider.
 */
export function providerWith(settings: ProviderSettings, { wantsEmails, log }: { wantsEmails: boolean; log: Log }): IdentityProvider {
  const key = createHash('sha256')
    .update(JSON.stringify([settings, wantsEmails]))
    .digest('hex')
  const remembered = known.get(key)
  const now = Date.now()
  if (remembered && remembered.until > now) return remembered.provider
  const make = settings.kind === 'github' ? gitHubProvider : openIdProvider
  const provider = translated(make(settings, wantsEmails), settings.id, log)
  if (known.size >= 100) known.clear()
  known.set(key, { provider, until: now + rememberedFor })
  return provider
}

/** Every failure leaves as a problem of ours. */
function translated(provider: IdentityProvider, id: string, log: Log): IdentityProvider {
  const refusing =
    <A extends unknown[], T>(work: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      try {
        return await work(...given)
      } catch (error) {
        throw failureOf(log, id, error)
      }
    }
  return { check: refusing(provider.check), addressFor: refusing(provider.addressFor), vouch: refusing(provider.vouch) }
}
