import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { resumeRun as goOn } from '../resume-run.ts'
import { asRun, findRun, projectOfRun } from '../run-summary.ts'

export const resumeRun = operation(
  contract.resumeRun,
  async (ctx, input) => {
    await goOn(ctx, await findRun(ctx, input.run))
    return asRun(await findRun(ctx, input.run))
  },
  projectOfRun,
)
