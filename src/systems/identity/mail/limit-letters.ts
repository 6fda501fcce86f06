import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { takeTokens } from '../take-tokens.ts'
import { hashSecret } from '../token.ts'

/** Letters to one address, whoever asks for them. */
const letterLimit = { burst: 5, seconds: 3600 }

/** Nobody's mailbox is filled by us. */
export async function limitLetters(ctx: Ctx, email: string): Promise<void> {
  const seconds = await takeTokens(ctx.query, `letter ${hashSecret(email.toLowerCase()).toString('hex')}`, letterLimit)
  if (seconds > 0) throw new Problem(kernelErrors.too_many_requests, `Too many mails; try again in ${seconds} s.`, { retryAfter: seconds })
}
