import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Serious and critical faults of the page as it stands: everything in light; in dark what differs there, which is colour. */
export async function faultsNow(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.evaluate(axe)
  const inLight = await runAxe(page, {})
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  return [...inLight, ...(await runAxe(page, { runOnly: ['color-contrast'] }))]
}

/** The same for an address, once it has read what it shows. */
export async function seriousFaults(page: Page, address: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(address)
  await page.getByRole('heading').first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => {})
  return faultsNow(page)
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
