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

/** The life of a run as CloudEvents, for automations that listen for it; kept only where somebody may. */
export async function tellLifecycle(ctx: Ctx, run: Told, state: string): Promise<void> {
  const type = types[state]
  if (type === undefined) return
  const wanted = await ctx.query(
    `SELECT FROM automations.listener WHERE types @> ARRAY[$1::text]
     UNION ALL SELECT FROM automations.trigger WHERE types @> ARRAY[$1::text] AND paused_at IS NULL LIMIT 1`,
    [type],
    'automations.lifecycle.wanted',
  )
  if (wanted.rowCount === 0) return
  const data = { name: run.name, run: run.id, automation: run.automation, at: ctx.clock.now().toISOString() }
  await publishEvent(
    ctx,
    { id: `${run.id}:${state}`, source: 'optimus:automations', type, subject: run.id, data },
    { run: run.id, project: run.project },
  )
}
