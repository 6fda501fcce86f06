import type { Ctx } from '#kernel/context.ts'
import type { Foreseen } from './interpreter/dry-world.ts'

/** Calls as people read them, with what they would change. */
export function asForeseen(ctx: Pick<Ctx, 'operations'>, calls: readonly Foreseen[]) {
  return calls.map((call) => ({
    ...call,
    effect: call.kind === 'operation' ? (ctx.operations.get(call.what)?.declaration.effect ?? ('write' as const)) : ('outside' as const),
  }))
}
