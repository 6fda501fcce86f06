import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import type { Json } from '../expressions/json.ts'
import { restartRun as begin } from '../restart-run.ts'
import { projectOfRun } from '../run-summary.ts'

export const restartRun = operation(
  contract.restartRun,
  async (ctx, { run, from, input, inputs, newest }) => ({
    run: await begin(ctx, { run, from, input, inputs: inputs as Record<string, Json> | undefined, newest }),
  }),
  projectOfRun,
)
