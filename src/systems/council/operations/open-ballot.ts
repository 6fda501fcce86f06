import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readProceedings } from '../deliberation/proceedings.ts'
import { errors } from '../errors.ts'
import { asEvidence, readEvidence } from '../evidence/evidence-row.ts'
import { findQuestion } from '../find-question.ts'
import { findInvitation } from '../people/invitation.ts'
import { mayStillVote, optionsOf } from '../question-row.ts'

/** What the inviter shares: the question, and the evidence only if they said so. Links lead into the house, so none. */
export const openBallot = operation(contract.openBallot, async (ctx, { token }) => {
  const invitation = await findInvitation(ctx, token)
  const row = await findQuestion(ctx, invitation.question)
  if (!mayStillVote(row, ctx.clock.now())) throw new Problem(errors.no_vote)
  const read = (await readEvidence(ctx, row.id)).filter((item) => item.cut === null)
  const { claims } = await readProceedings(ctx, row.id)
  return {
    name: invitation.name,
    text: row.text,
    context: invitation.share_evidence ? row.context : '',
    type: row.type,
    options: [...(row.type === 'numeric' || row.type === 'open' ? [] : optionsOf(row))],
    claims: claims.map(({ id, text }) => ({
      id,
      text: invitation.share_evidence || row.options.some((one) => one.label === text) ? text : '',
    })),
    threshold: row.threshold,
    unit: row.unit,
    evidence: invitation.share_evidence ? read.map((item) => ({ ...asEvidence(item), link: null })) : [],
    hidden: invitation.share_evidence ? 0 : read.length,
    endsAt: row.voting_ends_at!.toISOString(),
  }
})
