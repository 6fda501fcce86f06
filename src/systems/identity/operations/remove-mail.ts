import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'

export const removeMail = operation(contract.removeMail, async (ctx) => {
  const removed = await ctx.query('DELETE FROM identity.mail_server')
  if (removed.rowCount !== 1) throw new Problem(errors.mail_not_set)
  await ctx.emit(events.ways_changed, {})
  return {}
})
