import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after } from 'node:test'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { kernelSystems } from '#kernel/systems.ts'
import { addLive } from '#surfaces/live/live-surface.ts'
import { addMcp } from '#surfaces/mcp/mcp-surface.ts'
import { createHttpServer } from '#surfaces/http/server.ts'
import { prepareOwner } from '#systems/identity/public.ts'
import { startApp, type TestApp } from '#tests/support/app.ts'
import { mara } from '#tests/support/people.ts'
import { systems } from '../../src/server.ts'

const web = join(import.meta.dirname, '../../dist/web')

/** The reason why journeys cannot run here, or false. */
export function withoutBrowser(): string | false {
  const peers = (process.env['OPTIMUS_TEST_PEERS'] ?? '').split(/[\s,]+/)
  if (!peers.includes('chromium')) return 'OPTIMUS_TEST_PEERS does not name chromium'
  return existsSync(join(web, 'index.html')) ? false : 'the web app is not built; bin/setup builds it'
}

export interface Visited extends TestApp {
  readonly address: string
  readonly browser: Browser
  /** Address of the one-time link. */
  readonly setUpLink: string
  /** What pages said went wrong since the start, of every context opened here. */
  readonly complaints: string[]
  open(options?: Parameters<Browser['newContext']>[0]): Promise<{ context: BrowserContext; page: Page }>
}

/** The whole program over these folders, with its built web app, and a real Chromium to visit it. */
export async function visit(roots: readonly string[]): Promise<Visited> {
  const own = systems.filter((system) => !kernelSystems.includes(system))
  const app = await startApp({ systems: own, roots })
  const http = await createHttpServer({ kernel: app.kernel, systems, web, plugins: [addLive, addMcp] })
  await http.listen({ host: '127.0.0.1', port: 0 })
  const address = `http://localhost:${(http.server.address() as AddressInfo).port}`
  // The port is known only now; passkeys and links are bound to the address that people use.
  Object.assign(app.kernel.config, { publicUrl: address })
  const link = new URL((await prepareOwner(app.kernel))!)
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  after(async () => {
    await browser.close()
    await http.close()
  })
  const complaints: string[] = []
  return {
    ...app,
    address,
    browser,
    complaints,
    setUpLink: `${address}${link.pathname}${link.hash}`,
    async open(options) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: address, ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      // The first page of a machine under load reads a lot of code.
      page.setDefaultNavigationTimeout(90_000)
      page.on('pageerror', (error) => complaints.push(error.message))
      return { context, page }
    },
  }
}

/** Creates the owner with the one-time link, as a person would. */
export async function setUpOwner(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Your name').fill(mara.name)
  await page.getByLabel('E-mail').fill(mara.email)
  await page.getByLabel('Password').fill(mara.password)
  await page.getByRole('button', { name: 'Create the owner' }).click()
  await page.getByRole('button', { name: 'Later' }).click()
  await page.waitForURL((url) => url.pathname === '/')
}
