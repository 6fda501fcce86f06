import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { endSessions } from '../start-session.ts'
import { sessionCookie } from '../token.ts'

export const revokeAllSessions = operation(contract.revokeAllSessions, async (ctx) => {
  ctx.sendCookie(sessionCookie(ctx.config.publicUrl, '', 0))
  const { person } = ctx.actor
  return { ended: person === null ? 0 : await endSessions(ctx, person, null) }
})
