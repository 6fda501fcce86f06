import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { trialLetter } from '../mail/letters.ts'
import { sendLetter } from '../mail/send-letter.ts'
import { requireSelf } from '../require-person.ts'

export const testMail = operation(contract.testMail, async (ctx) => {
  const { name, email } = await requireSelf(ctx)
  await sendLetter(ctx, trialLetter({ to: email, name, site: new URL(ctx.config.publicUrl).host }))
  return { sentTo: email }
})
