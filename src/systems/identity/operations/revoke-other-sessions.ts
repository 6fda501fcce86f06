import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { endSessions } from '../start-session.ts'

export const revokeOtherSessions = operation(contract.revokeOtherSessions, async (ctx) => {
  const { id, person } = ctx.actor
  return { ended: person === null ? 0 : await endSessions(ctx, person, id) }
})
