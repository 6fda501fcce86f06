// Makes the pictures of the guide: `node tests/journeys/screenshots.ts` shows this repository and a few generated ones.
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { contract as projects } from '#systems/projects/contract.ts'
import { setUpOwner, visit } from '#tests/support/browser.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { until } from '#tests/support/until.ts'

const root = join(import.meta.dirname, '../..')
const target = join(root, 'docs/guide/screenshots')
mkdirSync(target, { recursive: true })

const folder = temporaryFolder()
process.once('exit', () => folder.remove())
execFileSync('git', ['clone', '--quiet', root, join(folder.path, 'optimus')])
// Whatever is checked out here, readers see the branch they would have.
execFileSync('git', ['-C', join(folder.path, 'optimus'), 'switch', '--quiet', '-C', 'main'])
cpSync(join(root, 'LICENSE'), join(folder.path, 'optimus/LICENSE'))
folder.commit('storefront', {
  'package.json': '{"name":"storefront","dependencies":{"next":"15.0.0","react":"19.0.0"}}',
  'src/index.ts': 'export {}\n',
})
folder.commit('billing', { 'go.mod': 'module example.com/billing\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n' })
folder.commit('forecast', {
  'pyproject.toml': '[project]\nname = "forecast"\nversion = "1.0"\ndependencies = ["fastapi==0.115.0"]\n',
  'app.py': 'print(1)\n',
})
folder.commit('indexer', { 'Cargo.toml': '[package]\nname = "indexer"\nversion = "0.1.0"\n', 'src/main.rs': 'fn main() {}\n' })
folder.put({ 'storefront/src/cart.ts': 'export const cart = []\n' })

const app = await visit([folder.path])
const { page } = await app.open({ colorScheme: 'light', reducedMotion: 'reduce' })
await setUpOwner(page, app.setUpLink)
await until(
  'every project has its facts',
  async () => {
    const { items } = await app.call(projects.list, {})
    return items.length >= 5 && items.every((one) => one.scannedAt !== null)
  },
  120,
)
for (const [name, address] of [
  ['projects', '/projects'],
  ['project', '/projects/optimus'],
] as const) {
  await page.goto(address)
  await page.getByRole('heading').first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.screenshot({ path: join(target, `${name}.png`) })
}
process.exit(0)
