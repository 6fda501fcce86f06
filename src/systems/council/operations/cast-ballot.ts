import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { castVote } from '../people/cast-vote.ts'
import { findInvitation, guestId, useInvitation } from '../people/invitation.ts'

export const castBallot = operation(contract.castBallot, async (ctx, { token, ...said }) => {
  const invitation = await findInvitation(ctx, token)
  await useInvitation(ctx, invitation.id)
  const voter = { id: await guestId(ctx, invitation), name: invitation.name }
  return castVote(ctx, invitation.question, { voter, said })
})
