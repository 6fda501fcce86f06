import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'

/** Refuses a review that lies in the past: it would be due before anything could have happened. */
export function requireAhead(ctx: Pick<Ctx, 'clock'>, reviewAt: string | null | undefined): void {
  const now = ctx.clock.now()
  if (!reviewAt || Date.parse(reviewAt) > now.getTime()) return
  const problem = `${reviewAt} has passed: it is ${now.toISOString()}. Name a moment ahead for the review.`
  throw new Problem(errors.wrong_review, problem, { errors: [{ path: 'reviewAt', message: problem }] })
}
