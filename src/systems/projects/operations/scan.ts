import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { scanWorkflow } from '../workflows.ts'

export const scan = operation(contract.scan, async (ctx, input) => {
  const run = await ctx.start(
    scanWorkflow,
    { everything: input.everything },
    { title: 'Scan the project folders', dedupe: `scan:${ctx.host.id}${input.everything ? ':everything' : ''}` },
  )
  return { run }
})
