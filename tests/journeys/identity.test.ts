import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { oathtoolCode, withoutOathtool } from '#tests/support/oathtool.ts'
import { mara } from '#tests/support/people.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { until } from '#tests/support/until.ts'
import { addVirtualAuthenticator } from '#tests/support/virtual-authenticator.ts'

const skip = withoutBrowser() || withoutOathtool()
const folder = temporaryFolder()
after(() => folder.remove())
folder.commit('shop', { 'package.json': '{"name":"shop"}' })
const app = (skip ? undefined : await visit([folder.path])) as Visited
/** Mara's browser, with a device for passkeys; and one without, as on another machine. */
const page = (await app?.open())?.page as Page
const other = (await app?.open())?.page as Page
const passkeys = skip ? async () => 0 : await addVirtualAuthenticator(page)

const button = (on: Page, name: string | RegExp) => on.getByRole('button', { name, exact: true })
const areas = (on: Page) => on.getByRole('navigation', { name: 'Areas' })
let totp = ''

test('the set-up offers a passkey, and shows its recovery codes once', { skip }, async () => {
  await page.goto(app.setUpLink)
  await page.getByLabel('Your name').fill(mara.name)
  await page.getByLabel('E-mail').fill(mara.email)
  await page.getByLabel('Password').fill(mara.password)
  await button(page, 'Create the owner').click()
  await button(page, 'Make a passkey').click()
  await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
  assert.equal(await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').count(), 10)
  const file = page.waitForEvent('download')
  await button(page, 'Download').click()
  assert.equal((await file).suggestedFilename(), 'optimus-recovery-codes.txt')
  await button(page, 'They are kept, go on').click()
  await areas(page).waitFor()
  assert.equal(await passkeys(), 1)
})

test('the passkey signs in, without a password', { skip }, async () => {
  await signOut(page)
  // The device answers at once, be it to the offer below the field or to the button.
  const signedIn = page.waitForResponse((response) => response.url().endsWith('/sign-in/passkey'))
  await button(page, 'Sign in with a passkey')
    .click({ timeout: 5000 })
    .catch(() => {})
  assert.equal((await signedIn).status(), 200)
  await areas(page).waitFor()
  await page.goto('/settings/security')
  await page.getByText(/last used/).waitFor()
})

test('an authenticator app is added with a code of oathtool', { skip }, async () => {
  await button(page, 'Set up').click()
  totp = await page.getByLabel('Secret of the authenticator app').innerText()
  await page.getByLabel('Code of the app').fill('000000')
  await button(page, 'Use it').click()
  await page.getByText('The code is wrong').waitFor()
  await page.getByLabel('Code of the app').fill(await code())
  await button(page, 'Use it').click()
  await page.getByRole('dialog', { name: 'Recovery codes' }).waitFor()
  await button(page, 'Done').click()
  await page.getByText(/In use since/).waitFor()
})

test('elsewhere the password alone does not do: a code is asked for', { skip }, async () => {
  await enter(other, mara.email)
  await other.getByLabel('Code').fill(await code())
  await button(other, 'Confirm').click()
  await areas(other).waitFor()
})

test('a device is signed out from another one, at once', { skip }, async () => {
  await page.goto('/settings/devices')
  await page.getByText('this device').waitFor()
  assert.equal(await button(page, /^Sign out Chrome/).count(), 1)
  await button(page, /^Sign out Chrome/).click()
  await until('one device is left', async () => (await button(page, /^Sign out Chrome/).count()) === 0, 30)
  await other.goto('/settings/devices')
  await button(other, 'Sign in').waitFor()
})

test('a key is made after a new proof, works within its rights, and ends when it is revoked', { skip }, async () => {
  await app.rows("UPDATE identity.session SET verified_at = now() - interval '1 hour'")
  await page.goto('/settings/keys')
  await button(page, 'Create a key').click()
  await page.getByLabel('Name', { exact: true }).fill('pipeline')
  await page.getByLabel('Filter rights').fill('runs:read')
  await page.getByRole('checkbox', { name: /^runs:read/ }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Create a key' }).click()
  await page.getByRole('dialog', { name: 'Confirm that it is you' }).waitFor()
  await button(page, 'Confirm with a passkey').click()
  const key = await page.getByLabel('The key', { exact: true }).inputValue()
  const status = async (path: string) => (await fetch(`${app.address}${path}`, { headers: { authorization: `Bearer ${key}` } })).status
  assert.deepEqual([await status('/api/v1/runs'), await status('/api/v1/projects')], [200, 403])
  await button(page, 'Done').click()
  await page.getByRole('row', { name: /pipeline/ }).click()
  await button(page, 'Revoke').click()
  await button(page, 'Revoke key').click()
  await page.getByText('No keys yet').waitFor()
  assert.equal(await status('/api/v1/runs'), 401)
})

test('somebody is invited, accepts, and has what the role gives', { skip }, async () => {
  await page.goto('/settings/people')
  await button(page, 'Invite').click()
  await page.getByLabel('E-mail').fill('tom@example.com')
  await page.getByLabel('Everywhere').selectOption('viewer')
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
  const link = await page.getByLabel('Link').inputValue()
  await other.goto(link)
  await other.getByText(/Mara invited tom@example.com/).waitFor()
  await other.getByLabel('Your name').fill('Tom')
  await other.getByLabel('Password').fill('several quiet lanterns')
  await button(other, 'Create the account').click()
  await button(other, 'Later').click()
  await areas(other).waitFor()
  await other.goto('/settings')
  await other.getByRole('link', { name: 'Profile and password' }).waitFor()
  assert.equal(await other.getByRole('link', { name: 'People' }).count(), 0)
  await other.goto(link)
  await other.getByText('This link does not work').waitFor()
})

test('where a role needs a second factor, its people add one before anything else', { skip }, async () => {
  await button(page, 'Close').click()
  await page.goto('/settings/roles')
  await page.getByRole('row', { name: /Viewer/ }).click()
  await button(page, 'Need a second factor').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Need a second factor' }).last().click()
  await page.getByRole('dialog', { name: 'Viewer' }).getByText('Needed', { exact: true }).waitFor()
  await other.goto('/projects')
  await button(other, 'Use an authenticator app').click()
  const secret = await other.getByLabel('Secret of the authenticator app').innerText()
  await other.getByLabel('Code of the app').fill(oathtoolCode(secret))
  await button(other, 'Use it').click()
  await button(other, 'They are kept, go on').click()
  await areas(other).waitFor()
})

test('a program is let in by its code, and taken out again', { skip }, async () => {
  const post = async (path: string, fields: Record<string, string>) => {
    const answer = await fetch(`${app.address}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
    return (await answer.json()) as Record<string, string>
  }
  const asked = await post('/api/auth/device', { client_id: 'optimus-cli', scope: 'runs:read' })
  await page.goto('/device')
  await page.getByLabel('Code of the program').fill(asked['user_code']!.toLowerCase())
  await button(page, 'Go on').click()
  await page.getByText('runs:read').waitFor()
  await button(page, 'Let it in').click()
  await page.getByText(/is let in/).waitFor()
  const tokens = await post('/api/auth/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: 'optimus-cli',
    device_code: asked['device_code']!,
  })
  const bearer = { headers: { authorization: `Bearer ${tokens['access_token']}` } }
  const status = async () => (await fetch(`${app.address}/api/v1/runs`, bearer)).status
  assert.equal(await status(), 200)
  await page.goto('/settings/programs')
  await button(page, /^Disconnect Optimus/).click()
  await button(page, 'Disconnect').click()
  await page.getByText('No program is connected').waitFor()
  assert.equal(await status(), 401)
})

test('the access check says why', { skip }, async () => {
  const tom = (await app.rows<{ id: string }>("SELECT id FROM identity.person WHERE name = 'Tom'"))[0]!.id
  await page.goto(`/settings/access?person=${tom}&operation=projects.scan`)
  await page.getByText('Not allowed', { exact: true }).waitFor()
  await page.getByText('Tom is viewer, which does not give it.').waitFor()
})

test('the audit trail is filtered, shows an entry, is proven whole and exported', { skip }, async () => {
  await page.goto('/settings/audit')
  await page.getByRole('row', { name: /identity\.createKey/ }).waitFor()
  await page.getByLabel('Who').selectOption({ label: 'Tom' })
  await until('only what Tom did is left', async () => (await page.getByRole('row', { name: /Mara/ }).count()) === 0, 30)
  await page.getByRole('row', { name: /identity\.confirmTotp/ }).click()
  await page.getByRole('dialog', { name: 'identity.confirmTotp' }).waitFor()
  await button(page, 'Close').click()
  await button(page, 'Clear filters').click()
  await button(page, 'Prove it').click()
  await button(page, 'Walk the chain').click()
  await page.getByText(/^Whole: /).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  const file = page.waitForEvent('download')
  await button(page, 'Export').click()
  assert.match((await file).suggestedFilename(), /^optimus-audit-.*\.jsonl$/)
})

test('with a password link another password is chosen, and the second factor stays', { skip }, async () => {
  await page.goto('/settings/people')
  await page.getByRole('row', { name: /Mara/ }).click()
  await button(page, 'Password link').click()
  await button(page, 'Create the link').click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  await other.goto(link)
  await other.getByLabel('New password').fill('a gentle storm of paper')
  await button(other, 'Change the password').click()
  await other.getByLabel('Code').fill(await code())
  await button(other, 'Change the password').click()
  await other.getByText('The password is changed').waitFor()
  await page.goto('/settings/account')
  await button(page, 'Sign in').waitFor()
})

test('no page threw anything', { skip }, () => assert.deepEqual(app.complaints, []))

/** A code of Mara's app that was not used yet. */
async function code(): Promise<string> {
  await app.rows('UPDATE identity.totp SET last_step = 0')
  return oathtoolCode(totp)
}

async function enter(on: Page, email: string): Promise<void> {
  await on.goto('/')
  await on.getByLabel('E-mail').fill(email)
  await on.getByLabel('Password').fill(mara.password)
  await button(on, 'Sign in').click()
}

async function signOut(on: Page): Promise<void> {
  await on.getByRole('button', { name: /^Optimus/ }).click()
  await on.getByRole('menuitem', { name: 'Sign out' }).click()
}
