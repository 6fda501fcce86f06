import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findQuestion, projectOfQuestion } from '../find-question.ts'
import { isInvited, newToken } from '../people/invitation.ts'
import { mayStillVote } from '../question-row.ts'
import { sightOf } from '../view/sight.ts'

export const inviteVoter = operation(
  contract.inviteVoter,
  async (ctx, { question, name, shareEvidence }) => {
    const row = await findQuestion(ctx, question)
    if (!mayStillVote(row, ctx.clock.now())) throw new Problem(errors.no_vote)
    if (shareEvidence && (await sightOf(ctx, ctx.actor, row)).hidden > 0) {
      throw new Problem(errors.evidence_hidden, 'You can share evidence only when you may see all of it.')
    }
    if (await isInvited(ctx, question, name)) throw new Problem(errors.already_invited)
    const { token, hash } = newToken()
    const id = ctx.id()
    await ctx.query(
      `INSERT INTO council.invitation (id, question, name, share_evidence, token_hash, invited_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, question, name, shareEvidence, hash, ctx.actor.name, row.voting_ends_at],
    )
    const link = `${ctx.config.publicUrl}/council/ballot#token=${token}`
    return { invitation: id, link, expiresAt: row.voting_ends_at!.toISOString() }
  },
  projectOfQuestion,
)
