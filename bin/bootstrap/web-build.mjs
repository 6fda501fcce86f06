// The web app is built by Vite into dist/web, and again whenever one of its inputs has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode24 } from './node24.mjs'
import { notWritable } from './one-at-a-time.mjs'
import { made, root } from './paths.mjs'
import { Refusal, step } from './say.mjs'
import { finished, lastLines } from './spawned.mjs'

const target = join(made, 'web')
const marker = join(made, 'web-build.json')

/** Files beside src/ that shape the web app. */
const settings = ['vite.config.ts', 'package-lock.json', 'index.html']
/** Server code a page can never reach (bin/check proves it), and tests. */
const serverOnly = new Set(['operations', 'providers', 'migrations', 'surfaces', 'postgres'])
const isTest = /\.test\.tsx?$/

/** True when dist/web was built from the files as they are now, or when there is no web app to build. */
export function isWebBuilt() {
  if (!existsSync(join(root, 'vite.config.ts'))) return true
  const seen = readMarker()
  if (!seen) return false
  const files = inputs()
  if (seen.stats === statsOf(files)) return true
  return seen.contents === contentsOf(files) && remember(files)
}

/** Builds beside the served folder and swaps, so that a failed build leaves the old app as it was. */
export async function buildWeb() {
  if (isWebBuilt()) return
  const files = inputs()
  const stamp = { stats: statsOf(files), contents: contentsOf(files) }
  const fresh = `${target}.new`
  rmSync(marker, { force: true })
  await step('Building the web app', () => runVite(fresh))
  try {
    rmSync(target, { recursive: true, force: true })
    renameSync(fresh, target)
    writeFileSync(marker, JSON.stringify(stamp))
  } catch (error) {
    throw notWritable(error)
  }
}

async function runVite(folder) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn']
  const env = { ...process.env, NODE_ENV: 'production' }
  const { code, output } = await finished(requireNode24(), args, { cwd: root, env })
  if (code === 0) return
  if (/ENOSPC/.test(output)) throw notWritable({ code: 'ENOSPC' })
  throw new Refusal(`The web app could not be built. Vite says:\n\n${lastLines(output, 30)}`)
}

/** Every input with its size and time of change, in a stable order. */
function inputs() {
  const files = []
  const add = (path) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false })
    if (found) files.push({ path, size: found.size, mtimeMs: found.mtimeMs })
  }
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory() && !serverOnly.has(entry.name)) walk(path)
      else if (entry.isFile() && !isTest.test(entry.name)) add(path)
    }
  }
  settings.forEach(add)
  for (const folder of ['src', 'public']) if (existsSync(join(root, folder))) walk(folder)
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function statsOf(files) {
  const hash = createHash('sha1')
  for (const { path, size, mtimeMs } of files) hash.update(`${path}:${size}:${mtimeMs}\n`)
  return hash.digest('hex')
}

/** Tells a changed file from one that was only touched, as by a change of branch and back. */
function contentsOf(files) {
  const hash = createHash('sha1')
  for (const { path } of files) hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function remember(files) {
  try {
    mkdirSync(made, { recursive: true })
    writeFileSync(marker, JSON.stringify({ stats: statsOf(files), contents: contentsOf(files) }))
  } catch {
    // A read-only clone is used as it is.
  }
  return true
}

function readMarker() {
  if (!existsSync(target)) return undefined
  try {
    return JSON.parse(readFileSync(marker, 'utf8'))
  } catch {
    return undefined
  }
}
