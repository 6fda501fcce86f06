import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { cancelRun as askForEnd } from '../cancel-run.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { asRun, findRun, projectOfRun } from '../run-summary.ts'

export const cancelRun = operation(
  contract.cancelRun,
  async (ctx, input) => {
    const { state } = await findRun(ctx, input.run)
    if (state !== 'waiting' && state !== 'running' && state !== 'paused') throw new Problem(errors.run_ended)
    await askForEnd(ctx, input.run)
    return asRun(await findRun(ctx, input.run))
  },
  projectOfRun,
)
