import { may } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import type { Operation } from '#kernel/contract.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { describeOperation } from '../describe.ts'

export const list = operation(contract.list, async (ctx) => {
  const callable = [...ctx.operations.values()].filter(({ declaration }) => mayCall(ctx, declaration))
  return { items: callable.map(({ declaration }) => describeOperation(declaration)) }
})

function mayCall(ctx: Ctx, declared: Operation): boolean {
  return declared.permission === 'public' || declared.permission === 'signed-in' || may(ctx.actor, declared.permission)
}
