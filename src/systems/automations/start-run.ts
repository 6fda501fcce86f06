import type { Ctx } from '#kernel/context.ts'
import type { Json } from './expressions/json.ts'

export interface NewRun {
  /** Id of the automation. */
  readonly automation: string
  readonly trigger: { readonly kind: string; readonly detail: string | null }
  readonly input: Json
  /** While a run with this key is open, it is the answer. */
  readonly dedupe?: string
}

/** Starts the current version of an automation when this transaction commits; gives the id of the run. */
export async function startRun(ctx: Ctx, { automation, trigger, input, dedupe }: NewRun): Promise<string> {
  const id = ctx.id()
  const made = await ctx.query<{ id: string }>(
    `INSERT INTO automations.run AS open (id, automation, name, version, hash, project, state, trigger_kind, trigger_detail, input, started_by, dedupe)
     SELECT $2, a.id, a.name, a.number, a.hash, a.project, 'waiting', $3, $4, $5, $6, $7 FROM automations.automation a WHERE a.id = $1
     ON CONFLICT (automation, dedupe) WHERE dedupe IS NOT NULL AND state IN ('waiting', 'running', 'paused')
     DO UPDATE SET dedupe = open.dedupe RETURNING id`,
    [automation, id, trigger.kind, trigger.detail, JSON.stringify(input), ctx.actor.name, dedupe ?? null],
  )
  const run = made.rows[0]!.id
  await ctx.query('UPDATE automations.automation SET last_run = $2 WHERE id = $1', [automation, run])
  return run
}
