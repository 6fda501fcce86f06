import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { takeAddress } from '../mail/change-address.ts'
import { asProfile } from '../profile-row.ts'
import { requireSelf } from '../require-person.ts'
import { hashSecret } from '../token.ts'

/**
 * Only whoever asked may follow the link, signed in: where the address was mistyped a stranger has it in their mailbox,
 * and would have the account with it.
 */
export const confirmEmail = operation(contract.confirmEmail, async (ctx, input) => {
  const person = await requireSelf(ctx)
  const used = await ctx.query<{ email: string }>(
    `DELETE FROM identity.ceremony WHERE token_hash = $1 AND person = $2 AND purpose = 'email-change' AND expires_at > now()
     RETURNING email`,
    [hashSecret(input.token), person.id],
  )
  if (!used.rows[0]) throw new Problem(errors.wrong_email_link)
  return asProfile(await takeAddress(ctx, person, used.rows[0].email))
})
