import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { seriousFaults } from '#tests/support/axe.ts'
import { setUpOwner, visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const pages = [
  '/projects',
  '/projects/shop',
  '/packages',
  '/runs',
  '/automations',
  '/automations/new',
  '/automations/runs',
  '/automations/approvals',
  '/automations/triggers',
  '/automations/webhooks',
  '/automations/state',
  '/automations/queues',
  '/automations/playground',
  '/council',
  '/council/new',
  '/council/lenses',
  '/council/journal',
  '/council/calibration',
  '/council/personas',
  '/council/personas/guardian',
  '/council/replay',
  '/council/ballot',
  '/settings',
  '/settings/security',
  '/settings/keys',
  '/settings/people',
  '/settings/roles?role=member',
  '/settings/audit',
  '/settings/models',
  '/models',
  '/models/spending',
  '/device',
] as const

const skip = withoutBrowser()
const folder = temporaryFolder()
after(() => folder.remove())
folder.commit('shop', { 'package.json': '{"name":"shop","dependencies":{"react":"19.0.0"}}', 'index.js': 'export {}\n' })
const app = (skip ? undefined : await visit([folder.path])) as Visited
// Scripts of a test are not ours, so the content policy has to let them pass.
const page = (await app?.open({ bypassCSP: true }))?.page as Page

test('the owner is made and the list is there', { skip }, async () => {
  await setUpOwner(page, app.setUpLink)
  await page.goto('/projects')
  await page.getByRole('link', { name: 'shop' }).first().waitFor()
})

for (const address of pages) {
  test(`${address} has no serious fault, in light and in dark`, { skip }, async () => {
    assert.deepEqual(await seriousFaults(page, address), [])
  })
}

test('signing in has no serious fault, in light and in dark', { skip }, async () => {
  const stranger = (await app.open({ bypassCSP: true })).page
  assert.deepEqual(await seriousFaults(stranger, '/projects'), [])
})
