import type { Json } from '../expressions/json.ts'
import type { EffectResult } from '../interpreter/world.ts'
import { costOf } from '../runtime/model-cost.ts'
import { approvalKey } from '../runtime/operation-waits.ts'
import type { RunParts } from '../runtime/run-parts.ts'
import type { EffectTools } from './effect-tools.ts'

/** Calls an operation of Optimus as any surface would, with the rights of the automation's author. */
export async function callOperation({ what, place, idempotencyKey, withSecrets, parts }: EffectTools): Promise<EffectResult> {
  const { step, journal } = parts
  const approval = journal.recorded(approvalKey(place))?.output as string | undefined
  const repeatable = isRead(parts, what)
  const how = { ...(approval ? { approval } : {}), ...(repeatable ? {} : { idempotencyKey }) }
  const output = ((await step.ctx.perform(what, await withSecrets(), how)) ?? null) as Json
  return { output, repeatable, ...costOf(output) }
}

/** Whether the operation changes nothing. */
export function isRead({ step }: RunParts, operation: string): boolean {
  return step.ctx.operations.get(operation)?.declaration.effect === 'read'
}
