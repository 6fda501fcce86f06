import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asMail, readMailServer } from '../mail/mail-server.ts'

export const getMail = operation(contract.getMail, async (ctx) => {
  const row = await readMailServer(ctx.query)
  return { mail: row && asMail(row) }
})
