import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import type { Json } from '../expressions/json.ts'
import { startRun } from '../start-run.ts'
import { findVersion } from '../version-row.ts'

/** A disabled automation is started by hand all the same: it is its triggers that rest. */
export const start = operation(
  contract.start,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const { document, hash } = await findVersion(ctx, row.id, input.number ?? row.number)
    const { requireSchema } = await import('../interpreter/data-schemas.ts')
    try {
      requireSchema(document.input?.schema as Json | undefined, input.inputs as Json, 'The input')
    } catch (error) {
      throw new Problem(errors.input_refused, (error as Error).message)
    }
    const run = await startRun(ctx, {
      automation: row.id,
      hash,
      input: input.inputs as Json,
      trigger: { kind: 'manual', detail: ctx.actor.name },
      dedupe: input.dedupe,
    })
    return { run }
  },
  projectOfAutomation,
)
