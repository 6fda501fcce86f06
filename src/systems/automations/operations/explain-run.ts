import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { explainRun as reasonsOf } from '../explain-run.ts'
import { findRun, projectOfRun } from '../run-summary.ts'

export const explainRun = operation(
  contract.explainRun,
  async (ctx, input) => {
    const reasons = await reasonsOf(ctx, await findRun(ctx, input.run))
    return { sentence: reasons.map((one) => one.sentence).join(' '), reasons }
  },
  projectOfRun,
)
