import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { addTotp, signUp } from '#tests/support/people.ts'
import { addProvider, goToProvider, linkAccount } from '#tests/support/ways.ts'
import { callbackRoute } from './callback-route.ts'
import { identity } from './system.ts'

const provider = await startIdentityProvider()
const app = await startApp({ systems: [identity] })
const owner = await signUp(app)
const id = await addProvider(app, owner.actor, provider)
await linkAccount(app, owner.actor, provider)
const { publicUrl } = app.kernel.config

/** The browser comes back with this query and these cookies: the page it is sent to, and the cookies it gets. */
async function comeBack(query: string, cookie = '', name = id): Promise<{ page: URL; cookies: string[] }> {
  const request = new Request(`${publicUrl}/api/auth/callback/${name}?${query}`, { headers: { cookie } })
  const answer = await callbackRoute.handle(request, { address: '192.0.2.1', device: 'Firefox on Linux', kernel: app.kernel })
  assert.deepEqual([answer.status, answer.headers.get('cache-control')], [303, 'no-store'])
  const page = new URL(answer.headers.get('location')!)
  assert.equal(page.origin, publicUrl, 'nobody is sent to another site')
  return { page, cookies: answer.headers.getSetCookie() }
}

test('who is let in goes on with the page they wanted, signed in on the device they came with', async () => {
  const { address, cookie } = await goToProvider(app, id, undefined, '/projects?sort=name')
  const { page, cookies } = await comeBack(provider.agree(address), cookie)
  assert.equal(`${page.pathname}${page.search}`, '/projects?sort=name')
  assert.match(cookies.join(), /^optimus_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/)
  const [session] = await app.rows('SELECT device, address FROM identity.session ORDER BY created_at DESC LIMIT 1')
  assert.deepEqual(session, { device: 'Firefox on Linux', address: '192.0.2.1' })
})

test('problems travel as codes: to the sign-in page, or to the page where somebody was linking', async () => {
  const nothing = await comeBack('error=x&error_description=%3Cscript%3E&state=guessed')
  assert.equal(`${nothing.page.pathname}${nothing.page.search}`, '/sign-in?problem=identity.provider_refused')
  const unknown = await comeBack('code=a&state=b', '', 'none')
  assert.equal(unknown.page.searchParams.get('problem'), 'identity.provider_not_found')
  for (const name of ['..%2F..%2Fevil', '%00', 'A'.repeat(300)])
    assert.equal((await comeBack('code=a', '', name)).page.pathname, '/sign-in', name)
  const { address, cookie } = await goToProvider(app, id, owner.actor, '/settings/account?tab=links')
  const refusal = provider.agree(address, (response) => (response.delete('code'), response.set('error', 'access_denied')))
  const back = await comeBack(refusal, `${cookie}; ${owner.cookie}`)
  assert.equal(`${back.page.pathname}${back.page.search}`, '/settings/account?tab=links&problem=identity.provider_refused')
  assert.deepEqual(back.cookies, [])
})

test('where a second factor is missing its step goes on behind the hash, where no server sees it', async () => {
  await addTotp(app, owner.actor)
  const { address, cookie } = await goToProvider(app, id, undefined, '/runs')
  const { page, cookies } = await comeBack(provider.agree(address), cookie)
  const step = new URLSearchParams(page.hash.slice(1))
  assert.deepEqual(
    [page.pathname, page.search, step.get('factors'), step.get('return'), cookies],
    ['/sign-in', '', 'totp,recovery', '/runs', []],
  )
  assert.match(step.get('step')!, /^[\w-]{43}$/)
})
