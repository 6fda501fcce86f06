import { test } from 'node:test'
import { expectNone } from './report.ts'
import { shippedFiles, sourceFiles, systemNames, type Import, type SourceFile } from './source-tree.ts'

const browserOnly = (path: string) => path.startsWith('src/ui/') || /^src\/systems\/[^/]+\/pages\//.test(path) || path === 'src/browser.tsx'

test('every import points down a floor', () => {
  const broken = shippedFiles().flatMap((file) =>
    file.imports.filter((one) => !one.external && !allowed(file, one)).map((one) => `${file.path}:${one.line} imports ${one.target}`),
  )
  expectNone(
    'Imports that point up or sideways:',
    'Roots → systems and surfaces → kernel and ui. A system reaches another only through its public.ts, and events.ts from reactions and pages.',
    broken,
  )
})

test('pages and ui never reach server code or Node', () => {
  const broken = shippedFiles()
    .filter((file) => browserOnly(file.path) && !file.path.startsWith('src/ui/build/'))
    .flatMap((file) => file.imports.filter((one) => isServerCode(one)).map((one) => `${file.path}:${one.line} imports ${one.target}`))
  expectNone(
    'Browser code that reaches the server:',
    'It would be shipped to everybody. Import the contract as a type, or move pure logic into a noun.',
    broken,
  )
})

test('contracts import zod, the kernel’s contract form and pure nouns only', () => {
  const broken = shippedFiles()
    .filter((file) => file.path.endsWith('/contract.ts') && file.path !== 'src/kernel/contract.ts')
    .flatMap((file) => file.imports.filter((one) => !contractMay(one)).map((one) => `${file.path}:${one.line} imports ${one.target}`))
  expectNone('Contracts that import more:', 'A contract is read by every surface and by the browser build.', broken)
})

test('events.ts is a leaf', () => {
  const broken = shippedFiles()
    .filter((file) => /^src\/(systems|kernel)\/[^/]+\/events\.ts$/.test(file.path))
    .flatMap((file) =>
      file.imports
        .filter((one) => one.target !== 'zod' && one.target !== 'src/kernel/events.ts')
        .map((one) => `${file.path}:${one.line} imports ${one.target}`),
    )
  expectNone('Event files that import more than zod:', 'Anybody may react to anybody’s events; that must not drag code along.', broken)
})

test('a system’s needs are acyclic and equal to what it really imports', () => {
  const needs = new Map(systemNames().map((name) => [name, declaredNeeds(name)]))
  const broken = systemNames().flatMap((name) => {
    const real = new Set(
      shippedFiles(`src/systems/${name}`)
        .flatMap((file) => file.imports)
        .flatMap((one) => /^src\/systems\/([^/]+)\/public\.ts$/.exec(one.target)?.[1] ?? [])
        .filter((other) => other !== name),
    )
    const declared = needs.get(name)!
    return [
      ...[...real].filter((other) => !declared.has(other)).map((other) => `${name} calls ${other} but does not name it in needs`),
      ...[...declared].filter((other) => !real.has(other)).map((other) => `${name} names ${other} in needs but does not call it`),
      ...(reaches(needs, name, name) ? [`${name} needs itself by way of others`] : []),
    ]
  })
  expectNone('Needs that are not true:', 'Calls go down, news goes up: the graph of systems is a checked fact.', broken)
})

function allowed(file: SourceFile, one: Import): boolean {
  const from = file.path
  const to = one.target
  if (from === 'src/server.ts') return !browserOnly(to)
  if (from === 'src/main.ts') return to.startsWith('src/kernel/') || to === 'src/server.ts'
  if (from === 'src/browser.tsx') return browserOnly(to) || to.startsWith('src/ui/')
  if (from.startsWith('src/kernel/')) return to.startsWith('src/kernel/')
  if (from.startsWith('src/ui/')) return to.startsWith('src/ui/') || (one.typeOnly && to.startsWith('src/kernel/'))
  const surface = /^src\/surfaces\/([^/]+)\//.exec(from)?.[1]
  if (surface) return to.startsWith('src/kernel/') || to.startsWith(`src/surfaces/${surface}/`)
  const system = /^src\/systems\/([^/]+)\//.exec(from)?.[1]
  return system !== undefined && systemMay(system, from, to)
}

function systemMay(system: string, from: string, to: string): boolean {
  const own = `src/systems/${system}/`
  const inPages = from.startsWith(`${own}pages/`)
  if (inPages)
    return (
      to.startsWith(`${own}pages/`) ||
      to.startsWith('src/ui/') ||
      to === `${own}contract.ts` ||
      isPureOwn(own, to) ||
      /^src\/(systems|kernel)\/[^/]+\/(events|contract)\.ts$/.test(to)
    )
  if (to.startsWith(own)) return !to.startsWith(`${own}pages/`)
  if (to.startsWith('src/kernel/')) return true
  if (/^src\/systems\/[^/]+\/public\.ts$/.test(to)) return true
  return /^src\/systems\/[^/]+\/events\.ts$/.test(to) && from === `${own}reactions.ts`
}

/** A noun of the own system that itself imports nothing but nouns and zod. */
function isPureOwn(own: string, to: string): boolean {
  if (!to.startsWith(own) || /\/(operations|providers|pages|migrations)\//.test(to)) return false
  const file = sourceFiles().find((candidate) => candidate.path === to)
  return (
    file !== undefined &&
    file.imports.every(
      (one) =>
        one.target === 'zod' || one.target === 'src/kernel/contract.ts' || (!one.external && (one.typeOnly || isPureOwn(own, one.target))),
    )
  )
}

function isServerCode(one: Import): boolean {
  if (one.external)
    return one.target.startsWith('node:') || ['pg', 'fastify', 'pino', 'dockerode', '@dbos-inc/dbos-sdk', 'ws', 'zod'].includes(one.target)
  if (one.typeOnly) return false
  return (
    one.target.startsWith('src/kernel/') ||
    one.target.startsWith('src/surfaces/') ||
    /^src\/systems\/[^/]+\/(operations|providers)\//.test(one.target)
  )
}

function contractMay(one: Import): boolean {
  if (one.target === 'zod' || one.target === 'src/kernel/contract.ts') return true
  if (one.external) return false
  const file = sourceFiles().find((candidate) => candidate.path === one.target)
  return file !== undefined && !/\/(operations|providers|pages)\//.test(one.target) && file.imports.every(contractMay)
}

function declaredNeeds(name: string): Set<string> {
  const manifest = sourceFiles().find((file) => file.path === `src/systems/${name}/system.ts`)
  const list = /needs:\s*\[([^\]]*)\]/.exec(manifest?.text ?? '')?.[1] ?? ''
  return new Set([...list.matchAll(/'([^']+)'/g)].map((match) => match[1]!))
}

function reaches(needs: ReadonlyMap<string, ReadonlySet<string>>, from: string, goal: string, seen = new Set<string>()): boolean {
  for (const next of needs.get(from) ?? []) {
    if (next === goal) return true
    if (seen.has(next)) continue
    seen.add(next)
    if (reaches(needs, next, goal, seen)) return true
  }
  return false
}
