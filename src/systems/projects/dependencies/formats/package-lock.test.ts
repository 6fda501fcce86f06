import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SourceText } from '../graph.ts'
import { graphText } from '../graph-text.ts'
import { parsePackageLock } from './package-lock.ts'

const file = (path: string, value: unknown): SourceText => ({ path, text: JSON.stringify(value, null, 2) })

const lock3 = file('package-lock.json', {
  lockfileVersion: 3,
  packages: {
    '': { workspaces: ['apps/*'], dependencies: { alpha: '^1.0.0', nick: 'npm:real@^2.0.0' }, devDependencies: { tool: '1' } },
    'apps/web': { name: '@shop/web', version: '0.1.0', dependencies: { alpha: '^2.0.0', forked: 'github:me/forked' } },
    'apps/web/node_modules/alpha': { version: '2.0.0', resolved: 'https://registry.npmjs.org/alpha/-/alpha-2.0.0.tgz', license: 'ISC' },
    'node_modules/@shop/web': { resolved: 'apps/web', link: true },
    'node_modules/alpha': {
      version: '1.0.5',
      license: 'MIT',
      dependencies: { beta: '*' },
      optionalDependencies: { mac: '1', absent: '1' },
    },
    'node_modules/beta': { version: '1.0.0', dependencies: { alpha: '^1' }, peerDependencies: { tool: '*' } },
    'node_modules/forked': { version: '3.0.0', resolved: 'git+ssh://git@github.com/me/forked.git#0123abc' },
    'node_modules/mac': { version: '1.1.0', optional: true, os: ['darwin'] },
    'node_modules/nick': { name: 'real', version: '2.2.0' },
    'node_modules/tool': { version: '1.0.0', dev: true, license: { type: 'Apache-2.0' } },
  },
})

test('version 3: nesting, workspaces, aliases, git, optional and cyclic packages resolve as node would', () => {
  const graph = parsePackageLock(lock3, [])
  assert.deepEqual(graphText(graph), [
    '@shop/web@0.1.0 runtime workspace > alpha@2.0.0, forked@3.0.0',
    'alpha@2.0.0 runtime direct',
    'alpha@1.0.5 runtime direct > beta@1.0.0, mac@1.1.0',
    'beta@1.0.0 runtime > alpha@1.0.5, tool@1.0.0',
    'forked@3.0.0 runtime direct git',
    'mac@1.1.0 optional',
    'real@2.2.0 runtime direct',
    'tool@1.0.0 dev direct',
  ])
  assert.equal(graph.complete, true)
  assert.deepEqual(graph.notes, [])
  const forked = graph.packages.find((one) => one.name === 'forked')!
  assert.equal(forked.purl, 'pkg:npm/forked@3.0.0?vcs_url=git%2Bssh%3A%2F%2Fgithub.com%2Fme%2Fforked.git%230123abc')
  assert.deepEqual(graph.packages.find((one) => one.name === 'tool')!.licences, ['Apache-2.0'])
  assert.equal(
    graph.packages.find((one) => one.version === '1.0.5')!.line,
    lock3.text.split('\n').findIndex((one) => one.includes('"node_modules/alpha"')) + 1,
  )
})

test('each part keeps its own declarations, with the place where they stand', () => {
  const manifest = file('apps/web/package.json', { name: '@shop/web', dependencies: { alpha: '^2.0.0', forked: 'github:me/forked' } })
  const { direct, manifests } = parsePackageLock(lock3, [manifest])
  assert.deepEqual(
    direct.map((one) => [one.part, one.name, one.requested, one.scope, one.file]),
    [
      ['.', 'alpha', '^1.0.0', 'runtime', 'package-lock.json'],
      ['.', 'nick', 'npm:real@^2.0.0', 'runtime', 'package-lock.json'],
      ['.', 'tool', '1', 'dev', 'package-lock.json'],
      ['apps/web', 'alpha', '^2.0.0', 'runtime', 'apps/web/package.json'],
      ['apps/web', 'forked', 'github:me/forked', 'runtime', 'apps/web/package.json'],
    ],
  )
  assert.equal(direct[3]!.line, 4)
  assert.deepEqual(manifests, ['apps/web/package.json'])
})

test('a manifest changed since the lockfile was written is said, and a dependency not yet locked is no less declared', () => {
  const manifest = file('package.json', { dependencies: { alpha: '^1.0.0', fresh: '1' }, devDependencies: { tool: '2' } })
  const graph = parsePackageLock(lock3, [manifest])
  assert.equal(graph.complete, false)
  assert.match(
    graph.notes.map((one) => one.sentence).join('\n'),
    /older than package\.json: 2 dependencies there changed[^]*Refers to 1 package that is not in the file \(fresh\)/,
  )
  assert.deepEqual(
    graph.direct.find((one) => one.name === 'fresh'),
    {
      part: '.',
      file: 'package.json',
      name: 'fresh',
      requested: '1',
      scope: 'runtime',
      purl: null,
      line: 4,
    },
  )
})

test('version 1: the nested tree resolves inside out, and package.json says what is direct', () => {
  const lock = file('npm-shrinkwrap.json', {
    lockfileVersion: 1,
    dependencies: {
      a: { version: '1.0.0', requires: { b: '^1', c: '*' }, dependencies: { b: { version: '1.5.0', requires: { c: '*' } } } },
      b: { version: '2.0.0', dev: true },
      c: { version: 'npm:real-c@3.0.0' },
      d: { version: 'git+https://github.com/me/d.git#77', optional: true },
    },
  })
  const graph = parsePackageLock(lock, [
    file('package.json', { dependencies: { a: '1' }, devDependencies: { b: '2' }, optionalDependencies: { d: 'me/d' } }),
  ])
  assert.deepEqual(graphText(graph).sort(), [
    'a@1.0.0 runtime direct > b@1.5.0, real-c@3.0.0',
    'b@1.5.0 runtime > real-c@3.0.0',
    'b@2.0.0 dev direct',
    'd@? optional direct git',
    'real-c@3.0.0 runtime',
  ])
  assert.equal(graph.complete, true)
  const alone = parsePackageLock(lock, [])
  assert.equal(alone.complete, false)
  assert.match(alone.notes[0]!.sentence, /package\.json is missing/)
})

test('a cut lockfile yields what stands before the cut, with the line, and is not complete', () => {
  const cut = { path: 'package-lock.json', text: lock3.text.slice(0, lock3.text.indexOf('"node_modules/forked"') + 40) }
  const graph = parsePackageLock(cut, [])
  assert.equal(graph.complete, false)
  assert.ok(graph.packages.some((one) => one.name === 'beta'))
  assert.match(graph.notes[0]!.sentence, /Not valid JSON at line \d+; only what stands before it was read/)
  assert.equal(typeof graph.notes[0]!.line, 'number')
})

test('a lockfile that cannot be read at all still leaves the declarations of package.json', () => {
  const graph = parsePackageLock({ path: 'package-lock.json', text: 'not json' }, [
    file('package.json', { dependencies: { a: '1.2.3', b: '^1' } }),
  ])
  assert.deepEqual(graphText(graph), ['a@1.2.3 runtime direct', 'b@? runtime direct'])
  assert.equal(graph.complete, false)
})

test('names that JavaScript objects inherit are only names', () => {
  const text =
    '{"packages":{"":{"dependencies":{"constructor":"1","__proto__":"1"}},"node_modules/constructor":{"version":"1.0.0","dependencies":{"toString":"*"}},"node_modules/__proto__":{"version":"6.6.6"}}}'
  const graph = parsePackageLock({ path: 'package-lock.json', text }, [])
  assert.deepEqual(
    graph.packages.map((one) => one.purl),
    ['pkg:npm/constructor@1.0.0', 'pkg:npm/__proto__@6.6.6'],
  )
  assert.match(graph.notes[0]!.sentence, /toString/)
  assert.equal(({} as Record<string, unknown>)['version'], undefined)
})
