import { operation } from '#kernel/operation.ts'
import { projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { setEnabled } from '../set-enabled.ts'

export const disable = operation(
  contract.disable,
  (ctx, input) => setEnabled(ctx, input.automation, input.reason ?? `${ctx.actor.name} disabled it.`),
  projectOfAutomation,
)
