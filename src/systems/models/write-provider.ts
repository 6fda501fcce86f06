import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import { asProvider, findProvider } from './provider-row.ts'
import { problemOfAddress, type Provider } from './provider.ts'
import { refreshWorkflow } from './workflows.ts'

/** Throws bad_address with the reason when this address cannot be asked, with or without a key. */
export function requireAddress(baseUrl: string, hasKey: boolean): void {
  const problem = problemOfAddress(baseUrl, hasKey)
  if (problem) throw new Problem(errors.bad_address, problem)
}

/** Reads its list of models in the background; several wishes at once are one run. */
export function startRefresh(ctx: Ctx, provider: { readonly id: string; readonly name: string }): Promise<string> {
  return ctx.start(
    refreshWorkflow,
    { provider: provider.id },
    { title: `Read the models of ${provider.name}`, dedupe: `models.refresh:${provider.id}` },
  )
}

export async function readProvider(ctx: Pick<Ctx, 'query' | 'config'>, id: string): Promise<Provider> {
  return asProvider(ctx, await findProvider(ctx, id))
}
