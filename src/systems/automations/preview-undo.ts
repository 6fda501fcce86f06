import type { Ctx } from '#kernel/context.ts'
import type { Json, JsonObject } from './expressions/json.ts'
import { asForeseen } from './foreseen-calls.ts'
import type { WorkflowDocument } from './language/model/document.ts'

/** What a run would undo should the next thing it does fail: its own definition is asked, on what it did so far. */
export async function undoOf(ctx: Ctx, run: string, hash: string) {
  const { DryWorld } = await import('./interpreter/dry-world.ts')
  const { Interpreter } = await import('./interpreter/interpreter.ts')
  const { loadEntries } = await import('./runtime/journal-rows.ts')
  const { referenceJq } = await import('./runtime/reference-jq.ts')
  const found = await ctx.query<{ document: WorkflowDocument; input: Json }>(
    'SELECT d.document, r.input FROM automations.run r JOIN automations.definition d ON d.hash = $2 WHERE r.id = $1',
    [run, hash],
  )
  const { document, input } = found.rows[0]!
  const entries = await loadEntries(ctx.query, run)
  const recorded = new Map(
    [...entries].flatMap(([key, { state, recorded: counts, ...outcome }]) =>
      counts && (state === 'done' || state === 'failed') ? [[key, { ...outcome, state } as const] as const] : [],
    ),
  )
  const now = ctx.clock.now()
  const world = new DryWorld({
    document,
    workflow: { id: run, definition: document as unknown as JsonObject, input, startedAt: { iso8601: now.toISOString() } },
    recorded,
    failNext: true,
    now,
    evaluateSlow: (...given) => referenceJq().evaluate(...given),
  })
  await new Interpreter(world).run(input).catch(() => {})
  return asForeseen(
    ctx,
    world.calls.filter((call) => /\/undo-[^/]+\//.test(call.task)),
  )
}
