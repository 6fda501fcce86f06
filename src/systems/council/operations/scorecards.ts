import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

export const scorecards = operation(contract.scorecards, async (ctx, input) =>
  (await import('../scoring/score-council.ts')).scoreCouncil(ctx, input),
)
