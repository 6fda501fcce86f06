import type { Actor } from '#kernel/actor.ts'
import { anonymous } from '#kernel/actor.ts'
import { contract } from '#systems/identity/contract.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { FakeProvider } from '#tests/support/identity-provider.ts'
import type { Mailbox } from '#tests/support/mailbox.ts'

/** Sets the provider up as an administrator would. */
export async function addProvider(
  app: TestApp,
  as: Actor,
  provider: FakeProvider,
  more: { id?: string; allowed?: string[] } = {},
): Promise<string> {
  const { clientId, clientSecret, issuer } = provider
  const id = more.id ?? 'acme'
  await app.call(
    contract.createProvider,
    { id, kind: 'openid', name: 'Acme', issuer, clientId, clientSecret, allowed: more.allowed },
    { as },
  )
  return id
}

/** A browser that was sent to the provider: the address there, and the cookie it bears from now on. */
export interface Away {
  readonly address: string
  readonly cookie: string
}

export async function goToProvider(app: TestApp, provider: string, as: Actor = anonymous, returnTo = '/'): Promise<Away> {
  const cookies: string[] = []
  const begin = as === anonymous ? contract.beginProviderSignIn : contract.linkProvider
  const { address } = await app.call(begin, { provider, returnTo }, { as, cookies })
  return { address, cookie: cookies[0]!.split(';')[0]! }
}

/** Links an account there with somebody, as their browser would. */
export async function linkAccount(app: TestApp, as: Actor, provider: FakeProvider, id = 'acme'): Promise<void> {
  const { address, cookie } = await goToProvider(app, id, as)
  await app.call(contract.finishProvider, { provider: id, response: provider.agree(address) }, { as, cookie })
}

/** Comes back from the provider; answers the operation's output and the cookies that were set. */
export async function comeBack(app: TestApp, id: string, response: string, how: { cookie: string; as?: Actor }) {
  const cookies: string[] = []
  const output = await app.call(
    contract.finishProvider,
    { provider: id, response },
    { as: how.as ?? anonymous, cookie: how.cookie, cookies },
  )
  return { ...output, cookies }
}

/** Sets the mail server as an administrator would. */
export async function useMailbox(app: TestApp, as: Actor, mailbox: Mailbox, more: { signInLinks?: boolean } = {}): Promise<void> {
  const { port, user, password } = mailbox
  await app.call(
    contract.setMail,
    { host: '127.0.0.1', port, security: 'none', user, password, from: 'optimus@example.com', ...more },
    { as },
  )
}
