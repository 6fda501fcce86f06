import type { Ctx } from '#kernel/context.ts'
import { events } from './events.ts'

interface Told {
  readonly id: string
  readonly automation: string
  readonly project: string | null
}

/** Tells that a run went on: pages read it again. */
export function tellRun(ctx: Ctx, { id, automation, project }: Told, state: string): Promise<void> {
  return ctx.emit(events.run_changed, { run: id, automation, state }, project)
}
