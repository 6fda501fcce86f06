import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { contract as projects } from '#systems/projects/contract.ts'
import { contract as runs } from '#kernel/runs/contract.ts'
import { setUpOwner, visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { mara } from '#tests/support/people.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { until } from '#tests/support/until.ts'

const skip = withoutBrowser()
const folder = temporaryFolder()
after(() => folder.remove())
folder.commit('shop', { 'package.json': '{"name":"shop","dependencies":{"react":"19.0.0"}}', 'index.js': 'export {}\n' })
folder.commit('blog', { 'requirements.txt': 'flask==3.0.0\n', 'app.py': 'print(1)\n' })
const app = (skip ? undefined : await visit([folder.path])) as Visited
const page = (await app?.open())?.page as Page

test('the one-time link makes the owner, and the list shows what is there', { skip }, async () => {
  await setUpOwner(page, app.setUpLink)
  await page.goto('/projects')
  await page.getByRole('link', { name: 'shop' }).first().waitFor()
  await page.getByRole('link', { name: 'blog' }).first().waitFor()
})

test('Today tells how many there are and what changed, each leading to its project', { skip }, async () => {
  await page.goto('/')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Projects\s*2$/ })
    .waitFor()
  await page.getByRole('link', { name: /^blog/ }).first().waitFor()
  await page.getByRole('link', { name: /^shop/ }).first().click()
  await page.waitForURL((url) => url.pathname.startsWith('/projects/shop'))
})

test('an address that belongs to no project says so and leads back', { skip }, async () => {
  await page.goto('/projects/nope')
  await page.getByRole('main').getByRole('link', { name: 'All projects' }).click()
  await page.waitForURL((url) => url.pathname === '/projects')
  await page.goto('/nowhere/at/all')
  await page.getByRole('heading', { name: 'There is no page here' }).first().waitFor()
  await page.goto('/projects')
})

test('the keyboard alone goes through the list and opens a project', { skip }, async () => {
  const first = (await app.call(projects.list, {})).items[0]!
  await page.getByRole('link', { name: /^blog/ }).first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === `/projects/${first.slug}`)
  await page.getByRole('heading', { name: first.name }).first().waitFor()
})

test('the palette runs a scan', { skip }, async () => {
  const scans = async () => (await app.call(runs.list, { limit: 200 })).items.filter((run) => run.workflow === 'projects.scan').length
  const earlier = await scans()
  await page.keyboard.press('Control+k')
  const field = page.getByPlaceholder('Search or run…')
  await field.fill('scan')
  await page.getByRole('option').filter({ hasText: 'projects.scan' }).first().waitFor()
  await page.keyboard.press('Enter')
  const form = page.getByRole('button', { name: 'Run', exact: true })
  await until('a scan was started', async () => {
    if (await form.isVisible()) await form.click().catch(() => {})
    return (await scans()) > earlier
  })
})

test('who signs out is out, and comes in again with e-mail and password', { skip }, async () => {
  await page.goto('/projects')
  await page
    .getByRole('button', { name: /Optimus.*/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  assert.equal(await page.evaluate(async () => (await fetch('/api/v1/projects')).status), 401)
  await page.getByLabel('E-mail').fill(mara.email)
  await page.getByLabel('Password').fill(mara.password)
  const signedIn = page.waitForResponse((response) => response.url().endsWith('/sign-in'))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  assert.equal((await signedIn).status(), 200)
  await page.goto('/projects')
  await page.getByRole('link', { name: 'shop' }).first().waitFor()
})

test('a phone shows the same without scrolling sideways', { skip }, async () => {
  await page.setViewportSize({ width: 375, height: 812 })
  for (const address of ['/', '/projects', '/projects/shop', '/runs', '/settings']) {
    await page.goto(address)
    await page.getByRole('main').waitFor()
    const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth])
    assert.ok(whole! <= inner!, `${address} is ${whole} px wide on a screen of ${inner}`)
  }
})

test('no page threw anything', { skip }, () => assert.deepEqual(app.complaints, []))
