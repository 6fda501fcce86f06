import type { Json } from '../expressions/json.ts'
import type { EffectResult } from '../interpreter/world.ts'
import { costOf } from '../runtime/model-cost.ts'
import { approvalKey } from '../runtime/operation-waits.ts'
import type { EffectTools } from './effect-tools.ts'

/** Calls an operation of Optimus as any surface would, with the rights of the automation's author. */
export async function callOperation({ what, place, idempotencyKey, withSecrets, parts }: EffectTools): Promise<EffectResult> {
  const { step, journal } = parts
  const approval = journal.recorded(approvalKey(place))?.output as string | undefined
  const effect = step.ctx.operations.get(what)?.declaration.effect
  const how = { ...(approval ? { approval } : {}), ...(effect === 'read' ? {} : { idempotencyKey }) }
  const output = ((await step.ctx.perform(what, await withSecrets(), how)) ?? null) as Json
  return { output, ...costOf(output) }
}
