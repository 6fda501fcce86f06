import { operation } from '#kernel/operation.ts'
import { contract as settings } from '#kernel/settings/contract.ts'
import { contract } from '../contract.ts'
import { readRetention, retentionSetting } from '../retention/read-retention.ts'

export const setRetention = operation(contract.setRetention, async (ctx, input) => {
  await ctx.call(settings.set, { name: retentionSetting, value: input })
  return readRetention(ctx)
})
