import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { restartRun } from '../restart-run.ts'
import { projectOfRun } from '../run-summary.ts'

export const forkRun = operation(
  contract.forkRun,
  async (ctx, { run, after, output, newest }) => ({ run: await restartRun(ctx, { run, after, output, newest }) }),
  projectOfRun,
)
