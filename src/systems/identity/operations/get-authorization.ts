import { operation } from '#kernel/operation.ts'
import { connectionDays, readRequest } from '../authorization/read-request.ts'
import { contract } from '../contract.ts'

export const getAuthorization = operation(contract.getAuthorization, async (ctx, input) => {
  const request = await readRequest(ctx, input.id)
  return {
    id: request.id,
    program: request.name,
    kind: request.kind,
    permissions: request.permissions,
    goesTo: request.redirect === null ? null : new URL(request.redirect).host,
    address: request.address,
    askedAt: request.created_at.toISOString(),
    expiresAt: request.expires_at.toISOString(),
    days: connectionDays,
  }
})
