import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { hintOf } from '../provider-row.ts'
import { providers } from '../providers/index.ts'
import { keyPurpose } from '../target.ts'
import { readProvider, requireAddress, startRefresh } from '../write-provider.ts'

export const addProvider = operation(contract.addProvider, async (ctx, input) => {
  const { officialUrl, needsKey } = providers[input.kind]
  const baseUrl = input.baseUrl ?? officialUrl
  if (baseUrl === null) throw new Problem(errors.bad_address, 'A server of your own needs its address, such as http://localhost:11434/v1.')
  requireAddress(baseUrl, input.key !== undefined)
  if (needsKey && input.key === undefined) throw new Problem(errors.key_needed)
  const id = ctx.id()
  const made = await ctx.query(
    `INSERT INTO models.provider (id, name, kind, base_url, sealed_key, key_hint, free_by, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO NOTHING`,
    [
      id,
      input.name,
      input.kind,
      input.baseUrl ?? null,
      input.key === undefined ? null : ctx.vault.seal(keyPurpose(id), input.key),
      input.key === undefined ? null : hintOf(input.key),
      input.free ? ctx.actor.name : null,
      ctx.actor.name,
    ],
  )
  if (made.rowCount !== 1) throw new Problem(kernelErrors.conflict, `There is a provider ${input.name} already; choose another name.`)
  await ctx.emit(events.provider_changed, { provider: id })
  await startRefresh(ctx, { id, name: input.name })
  return readProvider(ctx, id)
})
