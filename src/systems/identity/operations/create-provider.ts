import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asProvider, findProvider, purposeOf, reachProvider } from '../provider-row.ts'
import { faultOfIssuer, presets } from '../providers/preset.ts'

/** What it says about itself is fetched first: a provider that cannot work is not set up. */
export const createProvider = operation(contract.createProvider, async (ctx, input) => {
  const { id, kind } = input
  const issuer = input.issuer ?? presets[kind].issuer
  if (issuer === null) throw new Problem(errors.issuer_refused, 'Give the issuer, such as https://login.example.com')
  const fault = faultOfIssuer(kind, issuer)
  if (fault !== null) throw new Problem(errors.issuer_refused, fault)
  const name = input.name ?? presets[kind].name
  const sealed = ctx.vault.seal(purposeOf(id), input.clientSecret)
  await reachProvider(ctx, { id, kind, name, issuer, client_id: input.clientId, sealed, allowed: input.allowed }).check()
  return ctx.transaction(async (inside) => {
    const made = await inside.query(
      `INSERT INTO identity.provider (id, kind, name, issuer, client_id, sealed, allowed) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT DO NOTHING`,
      [id, kind, name, issuer, input.clientId, sealed, input.allowed],
    )
    if (made.rowCount !== 1) throw new Problem(errors.provider_exists)
    await inside.emit(events.ways_changed, {})
    return asProvider(inside, await findProvider(inside, id))
  })
})
