import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { askForAddress, takeAddress, takeBack } from '../mail/change-address.ts'
import { readMailServer } from '../mail/mail-server.ts'
import { asProfile, readProfile } from '../profile-row.ts'
import { requireSelf } from '../require-person.ts'

/** Where no mail server is set nobody can be asked at the new address: then the recent proof has to do. */
export const changeEmail = operation(contract.changeEmail, async (ctx, { email }) => {
  const person = await requireSelf(ctx)
  if (email === person.email) await takeBack(ctx, person.id)
  else if (await readMailServer(ctx.query)) await askForAddress(ctx, person, email)
  else return asProfile(await takeAddress(ctx, person, email))
  return asProfile(await readProfile(ctx))
})
