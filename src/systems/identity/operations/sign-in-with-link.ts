import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { markOf } from '../browser-mark.ts'
import { contract } from '../contract.ts'
import { knockAddress, noteSuccess } from '../door.ts'
import { errors } from '../errors.ts'
import { enter } from '../first-step.ts'
import { requirePerson } from '../require-person.ts'
import { hashSecret } from '../token.ts'

/** In another browser the link is not used up: whoever asked may still open it where they did. */
export const signInWithLink = operation(contract.signInWithLink, async (ctx, input) => {
  await knockAddress(ctx)
  const used = await ctx.query<{ person: string; return_to: string | null }>(
    `DELETE FROM identity.ceremony WHERE token_hash = $1 AND purpose = 'sign-in-link' AND browser_hash = $2 AND expires_at > now()
     RETURNING person, return_to`,
    [hashSecret(input.token), markOf(ctx)],
  )
  const row = used.rows[0]
  if (!row) throw new Problem(errors.wrong_sign_in_link)
  const person = await requirePerson(ctx, row.person)
  await noteSuccess(ctx, person.id)
  return { ...(await enter(ctx, person.id, 'mail')), returnTo: row.return_to ?? '/' }
})
