import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knockAddress } from '../door.ts'
import { beginFlow } from '../provider-flow.ts'
import { findOpenProvider } from '../provider-row.ts'

export const beginProviderSignIn = operation(contract.beginProviderSignIn, async (ctx, input) => {
  await knockAddress(ctx)
  const provider = await findOpenProvider(ctx, input.provider)
  return { address: await beginFlow(ctx, provider, { purpose: 'sign-in', person: null, returnTo: input.returnTo }) }
})
