import { operation } from '#kernel/operation.ts'
import { markBrowser } from '../browser-mark.ts'
import { contract } from '../contract.ts'
import { askForLink } from '../mail/ask-for-link.ts'

export const requestSignInLink = operation(contract.requestSignInLink, async (ctx, input) => {
  await askForLink(ctx, { purpose: 'sign-in-link', email: input.email, browser: markBrowser(ctx), returnTo: input.returnTo })
  return {}
})
