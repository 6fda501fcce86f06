import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { beginFlow } from '../provider-flow.ts'
import { findOpenProvider } from '../provider-row.ts'
import { requireSelf } from '../require-person.ts'

export const linkProvider = operation(contract.linkProvider, async (ctx, input) => {
  const person = await requireSelf(ctx)
  const provider = await findOpenProvider(ctx, input.provider)
  return { address: await beginFlow(ctx, provider, { purpose: 'link', person: person.id, returnTo: input.returnTo }) }
})
