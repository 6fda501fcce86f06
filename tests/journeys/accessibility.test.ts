import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { setUpOwner, visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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
  '/automations/playground',
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

/** Everything in light; in dark what differs there, which is colour. */
async function seriousFaults(page: Page, address: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(address)
  await page.getByRole('heading').first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.evaluate(axe)
  const inLight = await runAxe(page, {})
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  return [...inLight, ...(await runAxe(page, { runOnly: ['color-contrast'] }))]
}

function runAxe(page: Page, options: object): Promise<string[]> {
  return page.evaluate(async (given) => {
    interface Found {
      id: string
      impact: string | null
      nodes: { html: string; failureSummary: string }[]
    }
    const { violations } = await (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Found[] }> } }).axe.run(
      given,
    )
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 200)}`))
  }, options)
}
