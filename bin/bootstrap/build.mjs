// Something built from this clone's files, made anew whenever one of them has changed: the web app, the server.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode24 } from './node24.mjs'
import { notWritable } from './one-at-a-time.mjs'
import { made, root } from './paths.mjs'
import { Refusal, step } from './say.mjs'
import { finished, lastLines } from './spawned.mjs'

/**
 * @typedef {object} Build
 * @property {string} name its folder under dist/
 * @property {string} what what it is, as in "Building the web app"
 * @property {string} entry the file it is built from; a clone without it has nothing to build
 * @property {string[]} settings files outside src/ that shape it
 * @property {(path: string) => boolean} isInput whether a file below src/ can be part of it
 * @property {(folder: string) => string[]} command arguments of Node 24 that build it into `folder`
 */

/** True when dist/<name> was built from the files as they are now, or when there is nothing to build. */
export function isBuilt(/** @type {Build} */ build) {
  if (!existsSync(join(root, build.entry))) return true
  const seen = readMarker(build)
  if (!seen) return false
  const files = inputs(build)
  if (seen.stats === statsOf(files)) return true
  return seen.contents === contentsOf(files) && remember(build, files)
}

/** Builds beside the used folder and swaps, so that a failed build leaves the old one as it was. */
export async function make(/** @type {Build} */ build) {
  if (isBuilt(build)) return
  const files = inputs(build)
  const stamp = { stats: statsOf(files), contents: contentsOf(files) }
  const target = join(made, build.name)
  const fresh = `${target}.new`
  rmSync(markerOf(build), { force: true })
  await step(`Building ${build.what}`, () => run(build, fresh))
  try {
    rmSync(target, { recursive: true, force: true })
    renameSync(fresh, target)
    writeFileSync(markerOf(build), JSON.stringify(stamp))
  } catch (error) {
    throw notWritable(error)
  }
}

async function run(build, folder) {
  const env = { ...process.env, NODE_ENV: 'production' }
  const { code, output } = await finished(requireNode24(), build.command(folder), { cwd: root, env })
  if (code === 0) return
  if (/ENOSPC/.test(output)) throw notWritable({ code: 'ENOSPC' })
  throw new Refusal(`Could not build ${build.what}. Vite says:\n\n${lastLines(output, 30)}`)
}

/** Every input with its size and time of change, in a stable order. */
function inputs({ settings, isInput }) {
  return [...settings.flatMap(look), ...sources().filter(({ path }) => isInput(path))]
}

function look(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  return found ? [{ path, size: found.size, mtimeMs: found.mtimeMs }] : []
}

let found
/** All shipped files of src/, looked at once for every build: this is on the way of each start. */
function sources() {
  if (found) return found
  found = []
  const walk = (folder) => {
    for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile() && !/\.(test\.tsx?|sql)$/.test(entry.name)) found.push(...look(path))
    }
  }
  walk('src')
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
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

function remember(build, files) {
  try {
    mkdirSync(made, { recursive: true })
    writeFileSync(markerOf(build), JSON.stringify({ stats: statsOf(files), contents: contentsOf(files) }))
  } catch {
    // A read-only clone is used as it is.
  }
  return true
}

function readMarker(build) {
  if (!existsSync(join(made, build.name))) return undefined
  try {
    return JSON.parse(readFileSync(markerOf(build), 'utf8'))
  } catch {
    return undefined
  }
}

const markerOf = ({ name }) => join(made, `${name}-build.json`)
