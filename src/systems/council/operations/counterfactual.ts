import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

export const counterfactual = operation(contract.counterfactual, async (ctx, input) =>
  (await import('../scoring/replay-otherwise.ts')).replayOtherwise(ctx, input),
)
