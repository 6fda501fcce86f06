import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { contract } from '#systems/identity/contract.ts'
import { setUpOwner, visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { startOpenIdProvider, type OpenIdProvider } from '#tests/support/openid-provider.ts'
import { mara } from '#tests/support/people.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const skip = withoutBrowser()
const folder = temporaryFolder()
const app = (skip ? undefined : await visit([folder.path])) as Visited
const provider = (skip ? undefined : await startOpenIdProvider(`${app.address}/api/auth/callback/acme`)) as OpenIdProvider
const page = (await app?.open())?.page as Page

test('the owner sets a certified provider up and links their account there', { skip }, async () => {
  await setUpOwner(page, app.setUpLink)
  const { issuer, clientId, clientSecret } = provider
  const made = await call(page, 'POST', '/api/v1/identity/providers', {
    id: 'acme',
    kind: 'openid',
    name: 'Acme',
    issuer,
    clientId,
    clientSecret,
  })
  assert.deepEqual([made.status, made.body['callback']], [201, `${app.address}/api/auth/callback/acme`])
  await leaveFor(page, '/api/v1/identity/links/acme', { returnTo: '/settings' })
  await agree(page, 'mara')
  await page.waitForURL((url) => url.href.startsWith(`${app.address}/settings`))
  assert.equal(new URL(page.url()).searchParams.get('linked'), 'acme')
  assert.equal((await call(page, 'GET', '/api/v1/identity/links')).body['items'].length, 1)
})

test('in another browser the account there opens the door here', { skip }, async () => {
  const { page: other, context } = await app.open()
  await other.goto('/')
  assert.equal((await call(other, 'GET', '/api/v1/identity/sessions')).status, 401)
  await leaveFor(other, '/api/v1/identity/sign-in/providers/acme', { returnTo: '/projects' })
  await agree(other, 'mara')
  await other.waitForURL(`${app.address}/projects`)
  const { body } = await call(other, 'GET', '/api/v1/identity/session')
  assert.deepEqual([body['signedIn'], body['person'].email], [true, mara.email])
  const cookies = (await context.cookies(app.address)).filter((one) => one.name.startsWith('optimus_'))
  assert.deepEqual(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]).toSorted(), [
    ['optimus_browser', true, 'Lax'],
    ['optimus_session', true, 'Lax'],
  ])
  // A service worker is there by now; the way back from the provider must still reach the server.
  await call(other, 'POST', '/api/v1/identity/sign-out', {})
  await leaveFor(other, '/api/v1/identity/sign-in/providers/acme', { returnTo: '/runs' })
  await other.waitForURL(`${app.address}/runs`)
  assert.equal((await call(other, 'GET', '/api/v1/identity/session')).body['signedIn'], true)
  await context.close()
})

test('the sign-in page offers it, and goes on to the page that was asked for', { skip }, async () => {
  const { page: other, context } = await app.open()
  await other.goto('/projects')
  await other.getByRole('button', { name: 'Sign in with Acme' }).click()
  await agree(other, 'mara')
  await other.waitForURL(`${app.address}/projects`)
  await other.getByRole('navigation', { name: 'Areas' }).waitFor()
  await other.goto('/settings/security')
  await other.getByText('Acme: mara').waitFor()
  await other.goto('/settings/sign-in')
  await other.getByText(provider.issuer).waitFor()
  await context.close()
})

test('a stranger, and whoever cancels there, are sent back with a code and no session', { skip }, async () => {
  const { page: other, context } = await app.open()
  await other.goto('/')
  await leaveFor(other, '/api/v1/identity/sign-in/providers/acme', {})
  await agree(other, 'stranger')
  await other.waitForURL((url) => url.href.startsWith(`${app.address}/sign-in`))
  assert.equal(new URL(other.url()).searchParams.get('problem'), 'identity.not_linked')
  await other.getByText(/linked with nobody here/).waitFor()
  assert.equal((await call(other, 'GET', '/api/v1/identity/session')).body['signedIn'], false)
  await context.close()
  const { page: third, context: another } = await app.open()
  await third.goto('/')
  await leaveFor(third, '/api/v1/identity/sign-in/providers/acme', {})
  await third.getByRole('link', { name: /cancel/i }).click()
  await third.waitForURL((url) => url.href.startsWith(`${app.address}/sign-in`))
  assert.equal(new URL(third.url()).searchParams.get('problem'), 'identity.provider_refused')
  await another.close()
})

test('the way back that was taken once leads nowhere, nor does it in another browser', { skip }, async () => {
  const { page: other, context } = await app.open()
  const backs: string[] = []
  other.on('request', (request) => request.url().includes('/api/auth/callback/') && backs.push(request.url()))
  await other.goto('/')
  await leaveFor(other, '/api/v1/identity/sign-in/providers/acme', {})
  await agree(other, 'mara')
  await other.waitForURL(`${app.address}/`)
  const { page: victim, context: theirs } = await app.open()
  for (const one of [other, victim]) {
    await one.goto(backs[0]!)
    await one.waitForURL((url) => url.searchParams.get('problem') === 'identity.provider_refused')
  }
  assert.equal((await call(victim, 'GET', '/api/v1/identity/session')).body['signedIn'], false)
  await context.close()
  await theirs.close()
})

test('with a second factor the provider alone opens nothing', { skip }, async () => {
  const [owner] = await app.rows<{ id: string }>('SELECT id FROM identity.person')
  const sealed = app.kernel.vault.seal('identity.totp', 'not used here')
  await app.rows('INSERT INTO identity.totp (person, sealed, confirmed_at) VALUES ($1, $2, now())', [owner!.id, sealed])
  const { page: other, context } = await app.open()
  await other.goto('/')
  await leaveFor(other, '/api/v1/identity/sign-in/providers/acme', { returnTo: '/projects' })
  await agree(other, 'mara')
  await other.waitForURL((url) => url.pathname === '/sign-in')
  const step = new URLSearchParams(new URL(other.url()).hash.slice(1))
  assert.deepEqual([step.get('factors'), step.get('return')], ['totp', '/projects'])
  await other.getByLabel('Code').waitFor()
  assert.equal((await call(other, 'GET', '/api/v1/identity/session')).body['signedIn'], false)
  await context.close()
})

test('the provider had nothing to complain about but the refusal by the person', { skip }, () => {
  assert.deepEqual(
    provider.complaints.filter((one) => !/cancelled|aborted|denied/i.test(one)),
    [],
  )
  assert.equal(contract.finishProvider.permission, 'public')
})

/** Begins here, and lets the browser go where it was told. */
async function leaveFor(from: Page, path: string, body: object): Promise<void> {
  const { status, body: answer } = await call(from, 'POST', path, body)
  assert.equal(status, 200, JSON.stringify(answer))
  await from.evaluate((address) => void setTimeout(() => location.assign(address)), answer['address'] as string)
}

/** Signs in at the provider and allows what is asked, on its own pages. */
async function agree(at: Page, name: string): Promise<void> {
  await at.getByPlaceholder('Enter any login').fill(name)
  await at.getByPlaceholder('and password').fill('anything')
  await at.getByRole('button', { name: 'Sign-in' }).click()
  await at.getByRole('button', { name: 'Continue' }).click()
}

/** A call as our pages make it: with the browser's cookies, from our own origin. */
function call(from: Page, method: string, path: string, body?: object): Promise<{ status: number; body: Record<string, any> }> {
  return from.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where!, {
        method: how,
        headers: { 'content-type': 'application/json', 'optimus-confirm': 'yes' },
        ...(what === undefined ? {} : { body: what }),
      })
      return { status: response.status, body: (await response.json()) as Record<string, any> }
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  )
}
