import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { requireMayChange } from '../read-access.ts'
import { endSessions } from '../start-session.ts'

export const signOutPerson = operation(contract.signOutPerson, async (ctx, input) => {
  await requireMayChange(ctx, input.id)
  return { ended: await endSessions(ctx, input.id, null) }
})
