import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { setUpOwner, visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { startMailbox, type Mailbox } from '#tests/support/mailbox.ts'
import { startOpenIdProvider, type OpenIdProvider } from '#tests/support/openid-provider.ts'
import { mara } from '#tests/support/people.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const skip = withoutBrowser()
const folder = temporaryFolder()
after(() => folder.remove())
const app = (skip ? undefined : await visit([folder.path])) as Visited
const provider = (skip ? undefined : await startOpenIdProvider(`${app.address}/api/auth/callback/acme`)) as OpenIdProvider
const mailbox = (skip ? undefined : await startMailbox()) as Mailbox
const page = (await app?.open())?.page as Page
const button = (on: Page, name: string | RegExp) => on.getByRole('button', { name, exact: true })
const areas = (on: Page) => on.getByRole('navigation', { name: 'Areas' })

test('a provider is set up in the form: what is wrong is said, then it shows the address to register and answers', { skip }, async () => {
  await setUpOwner(page, app.setUpLink)
  await page.goto('/settings/sign-in')
  await button(page, 'Add a provider').click()
  await page.getByLabel('Service').selectOption('openid')
  await page.getByLabel('Id', { exact: true }).fill('acme')
  await page.getByLabel('Issuer').fill('http://provider.example/')
  await page.getByLabel('Client id').fill(provider.clientId)
  await page.getByLabel('Client secret').fill(provider.clientSecret)
  await page.getByLabel('Name on the button').fill('Acme')
  await button(page, 'Add the provider').click()
  await page.getByRole('alert').first().waitFor()
  await page.getByLabel('Issuer').fill(provider.issuer)
  await button(page, 'Add the provider').click()
  const callback = page.getByLabel('Callback address')
  assert.equal(await callback.inputValue(), `${app.address}/api/auth/callback/acme`)
  await button(page, 'Close').last().click()
  await button(page, 'Check').click()
  await page.getByText('It answers and can be used').waitFor()
})

test('the owner links their account there, and signs in with it elsewhere', { skip }, async () => {
  await page.goto('/settings/security')
  await button(page, 'Link Acme').click()
  await agree(page)
  await page.getByText('Acme: mara').waitFor()
  const { page: other, context } = await app.open()
  await other.goto('/')
  await button(other, 'Sign in with Acme').click()
  await agree(other)
  await areas(other).waitFor()
  await context.close()
})

test('the mail server is set up in the form, and a letter tries it', { skip }, async () => {
  await page.goto('/settings/sign-in')
  await button(page, 'Set it up').click()
  await page.getByLabel('Server', { exact: true }).fill('127.0.0.1')
  await page.getByLabel('Port').fill(String(mailbox.port))
  await page.getByLabel('Encryption').selectOption('none')
  await page.getByLabel('Sender').fill('optimus@example.com')
  await page.getByLabel('User').fill(mailbox.user)
  await page.getByLabel('Password').fill('another password')
  await button(page, 'Save').click()
  await button(page, 'Send a test').click()
  await page.getByText('did not accept the user and password').waitFor()
  await button(page, 'Change').last().click()
  await page.getByLabel('Password').fill(mailbox.password)
  await button(page, 'Save').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await button(page, 'Send a test').click()
  await page.getByText(`A letter was handed over for ${mara.email}`).waitFor()
  assert.match((await mailbox.letterTo(mara.email)).raw, /can send mail/)
})

test('a link by e-mail signs in, in the browser that asked for it only, and once', { skip }, async () => {
  const { page: other, context } = await app.open()
  const { page: stranger, context: theirs } = await app.open()
  const before = mailbox.letters.length
  await other.goto('/projects')
  await button(other, 'E-mail me a link instead').click()
  await other.getByText('Type your e-mail address above first.').waitFor()
  await other.getByLabel('E-mail').fill(mara.email)
  await button(other, 'E-mail me a link instead').click()
  await other.getByText(/a letter with a link is on its way/).waitFor()
  const { link } = await mailbox.letterTo(mara.email, before)
  await stranger.goto(link.href)
  await button(stranger, 'Sign in').click()
  await stranger.getByText(/not valid here/).waitFor()
  await other.goto(link.href)
  await button(other, 'Sign in').click()
  await areas(other).waitFor()
  assert.equal(new URL(other.url()).pathname, '/projects')
  await stranger.goto(link.href)
  await button(stranger, 'Sign in').click()
  await stranger.getByText(/not valid here/).waitFor()
  await Promise.all([context.close(), theirs.close()])
})

test('another address counts once the link in the letter to it is followed', { skip }, async () => {
  await page.goto('/settings/account')
  await button(page, 'Change the address').click()
  await page.getByLabel('New address').fill('mara@elsewhere.example')
  await page.getByText(/Until you follow it, the present address counts/).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Change the address' }).click()
  await page.getByText(/mara@elsewhere.example counts once the link/).waitFor()
  await page.getByText(`You sign in with ${mara.email}.`).waitFor()
  const { link } = await mailbox.letterTo('mara@elsewhere.example')
  await page.goto(link.href)
  await button(page, 'Use the new address').click()
  await page.getByText('You sign in with mara@elsewhere.example from now on.').waitFor()
  await page.getByRole('link', { name: 'Go to your account' }).click()
  await page.getByText('You sign in with mara@elsewhere.example.').waitFor()
})

test('no page threw anything, and the provider had nothing to complain about', { skip }, () => {
  assert.deepEqual([app.complaints, provider.complaints], [[], []])
})

/** Signs in at the provider and allows what is asked, on its own pages. */
async function agree(at: Page): Promise<void> {
  await at.getByPlaceholder('Enter any login').fill('mara')
  await at.getByPlaceholder('and password').fill('anything')
  await at.getByRole('button', { name: 'Sign-in' }).click()
  await at.getByRole('button', { name: 'Continue' }).click()
}
