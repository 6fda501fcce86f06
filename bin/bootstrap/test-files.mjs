// Finds the test files and decides how each runs. Tests of pure nouns share one process, which costs a tenth of the
// time; whatever could disturb a neighbour gets a process of its own.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { root } from './paths.mjs'

const folders = ['src', 'tests', 'bin']
/** Run by bin/check, with the other guards. */
const guards = join('tests', 'architecture')
const isTest = /\.test\.(ts|tsx|mjs)$/

/** Modules of Node that touch nothing outside the process and leave nothing behind in it. */
const quietModules = new Set(['test', 'assert', 'assert/strict', 'buffer', 'crypto', 'path', 'url', 'util', 'string_decoder', 'perf_hooks'])
/** Packages that open sockets, watch files or start processes and threads when used. */
const loudPackages =
  /^(pg|fastify|@fastify\/.*|ws|dockerode|pino|vite|@dbos-inc\/.*|@parcel\/watcher|playwright-core|@modelcontextprotocol\/.*|systeminformation|drizzle-orm\/node-postgres.*)$/
/** Hooks at the top of a file would run around every test of the shared process; so would changed globals. */
const disturbs =
  /\b(before|after|beforeEach|afterEach)\b[^;]*from 'node:test'|\bprocess\.(env|chdir|exit|on|once|kill|stdout|stderr|umask)\b|\bglobalThis\b|\bimport\(/

/** Test files below src, tests and bin, or those the arguments name (a file or a folder); paths from the clone's root. */
export function findTests(args) {
  const starts = args.length > 0 ? args.map((arg) => resolve(arg)) : folders.map((folder) => join(root, folder))
  const found = new Set()
  for (const start of starts) {
    const isFile = statSync(start, { throwIfNoEntry: false })?.isFile()
    if (isFile) found.add(relative(root, start))
    else if (existsSync(start)) for (const file of testsBelow(start)) found.add(file)
  }
  return [...found].sort()
}

/** Splits test files into those that share one process and those that run alone. */
export function byIsolation(files) {
  const quiet = new Map()
  const shared = files.filter((file) => file.endsWith('.ts') && sharesAProcess(file, quiet))
  return { shared, alone: files.filter((file) => !shared.includes(file)) }
}

function testsBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isTest.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !file.split(/[\\/]/).includes('node_modules') && !file.startsWith(guards))
}

function sharesAProcess(file, quiet) {
  return !disturbs.test(readFileSync(resolve(root, file), 'utf8')) && isQuiet(resolve(root, file), quiet)
}

/** True when neither the file nor anything it imports, however indirectly, can reach outside the process. */
function isQuiet(file, quiet) {
  const known = quiet.get(file)
  if (known !== undefined) return known
  quiet.set(file, true) // an import cycle is judged by its other members
  const answer = importsOf(file).every((name) => isQuietImport(name, file, quiet))
  quiet.set(file, answer)
  return answer
}

function isQuietImport(name, file, quiet) {
  if (name.startsWith('node:')) return quietModules.has(name.slice(5))
  const target = projectFile(name, file)
  if (target === undefined) return !loudPackages.test(name)
  if (!/\.(ts|mjs|js)$/.test(target)) return target.endsWith('.json')
  return !relative(root, target).startsWith('tests') && existsSync(target) && isQuiet(target, quiet)
}

/** The file an import of the project means; undefined for a package. */
function projectFile(name, from) {
  if (name.startsWith('.')) return resolve(dirname(from), name)
  const subpath = /^#(kernel|systems|surfaces|ui|tests)\/(.+)$/.exec(name)
  if (!subpath) return undefined
  return subpath[1] === 'tests' ? join(root, 'tests', subpath[2]) : join(root, 'src', subpath[1], subpath[2])
}

/** Names of the modules a file loads; imports of types alone load nothing. */
function importsOf(file) {
  const source = readFileSync(file, 'utf8')
  const statements = source.matchAll(/^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  return Array.from(statements, ([, name]) => name)
}
