import type { Ctx } from '#kernel/context.ts'
import { publishEvent } from './publish-event.ts'

const types: Readonly<Record<string, string>> = {
  started: 'io.serverlessworkflow.workflow.started.v1',
  done: 'io.serverlessworkflow.workflow.completed.v1',
  failed: 'io.serverlessworkflow.workflow.faulted.v1',
  cancelled: 'io.serverlessworkflow.workflow.cancelled.v1',
}

interface Told {
  readonly id: string
  readonly name: string
  readonly automation: string
  readonly project: string | null
}

/** What the end of a run is called as a CloudEvent. */
export function lifecycleType(state: string): string | null {
  return types[state] ?? null
}

/** SQL of whether an automation listens for events of the type that this parameter names. */
export function isHeard(parameter: string): string {
  return `(EXISTS (SELECT FROM automations.listener WHERE types @> ARRAY[${parameter}::text])
    OR EXISTS (SELECT FROM automations.trigger WHERE types @> ARRAY[${parameter}::text] AND paused_at IS NULL))`
}

/** The life of a run as CloudEvents, for automations that listen for it; kept only where somebody may. */
export async function tellLifecycle(ctx: Ctx, run: Told, state: string): Promise<void> {
  const type = lifecycleType(state)
  if (type === null) return
  const data = { name: run.name, run: run.id, automation: run.automation, at: ctx.clock.now().toISOString() }
  await publishEvent(
    ctx,
    { id: `${run.id}:${state}`, source: 'optimus:automations', type, subject: run.id, data },
    { run: run.id, project: run.project },
  )
}
