import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { resumeRun as goOn, untilSettled } from '../resume-run.ts'
import { asRun, findRun, projectOfRun } from '../run-summary.ts'

export const resumeRun = operation(
  contract.resumeRun,
  async (ctx, input) => {
    const row = await findRun(ctx, input.run)
    if (row.state === 'failed') await untilSettled(ctx, row.id)
    await ctx.transaction((open) => goOn(open, row))
    return asRun(await findRun(ctx, input.run))
  },
  projectOfRun,
)
