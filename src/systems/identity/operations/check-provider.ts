import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { findProvider, reachProvider } from '../provider-row.ts'

export const checkProvider = operation(contract.checkProvider, async (ctx, input) => {
  const provider = await findProvider(ctx, input.id)
  try {
    await reachProvider(ctx, provider).check()
    return { works: true, because: `${provider.name} answers as ${provider.issuer}.` }
  } catch (error) {
    if (error instanceof Problem) return { works: false, because: error.message }
    throw error
  }
})
