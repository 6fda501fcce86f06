// npm leaves optional packages of other platforms out of a lockfile when it cannot see them at that moment, and
// `npm ci` then refuses the whole lockfile. This finds such gaps and fills them with what their names tell.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { say } from './say.mjs'

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }
/** Packages whose names do not tell their platform. */
const known = { fsevents: { os: ['darwin'] } }

const file = join(root, 'package-lock.json')

/** `bin/setup --complete-lockfile`, to be run after every change of a dependency. */
export function completeLockfile() {
  const lockfile = readLockfile()
  const gaps = gapsIn(lockfile).length
  if (gaps > 0) writeFileSync(file, `${JSON.stringify(completed(lockfile), null, 2)}\n`)
  const left = gapsIn(readLockfile()).map(({ name }) => name)
  say(`package-lock.json: ${gaps - left.length} optional packages of other platforms added.`)
  if (left.length > 0) say(`Of these the platform is not known: ${left.join(', ')}`)
}

export function readLockfile() {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Optional dependencies that no entry of the lockfile satisfies, as `{ name, version }`. */
export function gapsIn(lockfile) {
  const gaps = new Map()
  for (const [path, { optionalDependencies = {} }] of Object.entries(lockfile.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (!isProvided(lockfile, path, name)) gaps.set(name, { name, version: range.replace(/^[^\d]*/, '') })
    }
  }
  return [...gaps.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The lockfile with an entry for every gap whose platform is known; the rest stays a gap. */
export function completed(lockfile) {
  const packages = { ...lockfile.packages }
  for (const { name, version } of gapsIn(lockfile)) {
    const platform = platformOf(name)
    if (platform) packages[`node_modules/${name}`] = { version, ...platform, optional: true }
  }
  const sorted = Object.keys(packages).sort((a, b) => a.localeCompare(b, 'en'))
  return { ...lockfile, packages: Object.fromEntries(sorted.map((path) => [path, packages[path]])) }
}

/** As Node resolves: in the package's own node_modules, then in those of the folders above. */
function isProvided({ packages }, path, name) {
  let folder = path
  while (!packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) {
    if (folder === '') return false
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  }
  return true
}

function platformOf(name) {
  if (known[name]) return known[name]
  const words = name.split(/[/-]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  const libc = Object.keys(libraries).filter((library) => words.includes(library))
  if (os.length === 0 && cpu.length === 0) return undefined
  return { cpu, ...(libc.length > 0 ? { libc: [libraries[libc[0]]] } : {}), os }
}
