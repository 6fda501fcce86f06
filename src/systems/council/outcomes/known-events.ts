import { may, reach } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { EventDeclaration } from '#kernel/events.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { errors } from '../errors.ts'

/** The events of each running kernel, found by its operations, which every context carries. */
const known = new WeakMap<object, ReadonlyMap<string, EventDeclaration>>()

export function rememberEvents(kernel: Kernel): void {
  known.set(kernel.operations, kernel.events)
}

/** Refuses to wait for news that whoever asks may not hear: the right of the event's guard decides, as for live updates. */
export function requireMayHear(ctx: Ctx, name: string, project: string | null): void {
  const event = known.get(ctx.operations)?.get(name)
  if (!event) throw new Problem(errors.wrong_resolver, `There is no event ${name}.`)
  const permission = ctx.operations.get(event.guard)?.declaration.permission
  if (!permission || permission === 'public' || permission === 'signed-in') return
  const allowed = project === null ? reach(ctx.actor, permission) === 'all' : may(ctx.actor, permission, project)
  if (!allowed) throw new Problem(kernelErrors.forbidden, `Hearing of ${name} needs the right ${permission}.`)
}
