import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { publishEvent } from '../publish-event.ts'

export const emitEvent = operation(contract.emitEvent, async (ctx, { type, source, subject, id = ctx.id(), data }) => {
  const given = { ...(subject === undefined ? {} : { subject }), ...(data === undefined ? {} : { data }) }
  return { id, ...(await publishEvent(ctx, { id, source, type, ...given })) }
})
