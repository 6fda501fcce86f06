import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { askForLink } from '../mail/ask-for-link.ts'

export const requestPasswordLink = operation(contract.requestPasswordLink, async (ctx, input) => {
  await askForLink(ctx, { purpose: 'password-link', email: input.email, browser: null, returnTo: null })
  return {}
})
