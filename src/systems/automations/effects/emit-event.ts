import type { JsonObject } from '../expressions/json.ts'
import type { EffectResult } from '../interpreter/world.ts'
import { publishEvent } from '../publish-event.ts'
import type { EffectTools } from './effect-tools.ts'

/** Tells a CloudEvent; its id is that of the effect unless the text gives one, so it is told once. */
export async function emitEvent({ input, idempotencyKey, parts }: EffectTools): Promise<EffectResult> {
  const { step, run } = parts
  const given = input as JsonObject
  const time = step.ctx.clock.now().toISOString()
  const event = { id: idempotencyKey, source: `optimus:automations/${run.name}`, time, ...given, type: String(given['type']) }
  await step.ctx.transaction((open) => publishEvent(open, event, { run: run.id, project: run.project }))
  return { output: { specversion: '1.0', ...event } as JsonObject }
}
