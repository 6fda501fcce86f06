import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parsePnpmLock } from './pnpm-lock.ts'

const lock = (text: string) => ({ path: 'pnpm-lock.yaml', text })

const version9 = `lockfileVersion: '9.0'

catalogs:
  default:
    react:
      specifier: ^18.0.0
      version: 18.2.0

importers:

  .:
    devDependencies:
      tool:
        specifier: 1.10
        version: 1.10.0
  apps/web:
    dependencies:
      nick:
        specifier: npm:real@^2
        version: real@2.0.0
      plugin:
        specifier: ^1.0.0
        version: 1.0.0(react@18.2.0)
      react:
        specifier: 'catalog:'
        version: 18.2.0
      ui:
        specifier: workspace:*
        version: link:../../packages/ui
    optionalDependencies:
      mac:
        specifier: ^1
        version: 1.0.0
  packages/ui:
    dependencies:
      forked:
        specifier: github:me/forked
        version: https://codeload.github.com/me/forked/tar.gz/0123456789abcdef0123456789abcdef01234567

packages:

  forked@https://codeload.github.com/me/forked/tar.gz/0123456789abcdef0123456789abcdef01234567:
    resolution: {tarball: https://codeload.github.com/me/forked/tar.gz/0123456789abcdef0123456789abcdef01234567}
    version: 4.0.0
  mac@1.0.0: {}
  plugin@1.0.0:
    peerDependencies:
      react: '*'
  react@18.2.0: {}
  real@2.0.0: {}
  tool@1.10.0: {}

snapshots:

  forked@https://codeload.github.com/me/forked/tar.gz/0123456789abcdef0123456789abcdef01234567: {}
  mac@1.0.0:
    optional: true
  plugin@1.0.0(react@18.2.0):
    dependencies:
      react: 18.2.0
      real: 2.0.0
  plugin@1.0.0(react@18.2.0)(extra@1.0.0):
    dependencies:
      react: 18.2.0
  react@18.2.0: {}
  real@2.0.0:
    dependencies:
      plugin: 1.0.0(react@18.2.0)
  tool@1.10.0: {}
`

test('version 9: peers in brackets, aliases, links, catalogs, git and cycles; a package with several peer sets is one', () => {
  const graph = parsePnpmLock(lock(version9), [{ path: 'packages/ui/package.json', text: '{"name":"@shop/ui"}' }])
  assert.deepEqual(graphText(graph), [
    'forked@4.0.0 runtime direct git',
    'mac@1.0.0 optional direct',
    'plugin@1.0.0 runtime direct > react@18.2.0, real@2.0.0',
    'react@18.2.0 runtime direct',
    'real@2.0.0 runtime direct > plugin@1.0.0',
    'tool@1.10.0 dev direct',
    'web@? runtime workspace > mac@1.0.0, real@2.0.0, plugin@1.0.0, react@18.2.0, @shop/ui@?',
    '@shop/ui@? runtime direct workspace > forked@4.0.0',
  ])
  assert.equal(graph.complete, true)
  assert.deepEqual(
    graph.direct.map((one) => `${one.part} ${one.name} ${one.requested}`),
    [
      '. tool 1.10',
      'apps/web mac ^1',
      'apps/web nick npm:real@^2',
      'apps/web plugin ^1.0.0',
      'apps/web react ^18.0.0',
      'apps/web ui workspace:*',
      'packages/ui forked github:me/forked',
    ],
  )
  const forked = graph.packages[0]!
  assert.equal(
    forked.purl,
    'pkg:npm/forked@4.0.0?vcs_url=git%2Bhttps%3A%2F%2Fgithub.com%2Fme%2Fforked%230123456789abcdef0123456789abcdef01234567',
  )
})

test('version 6: keys with a slash and an at, one importer without a name, development by the file’s own word', () => {
  const graph = parsePnpmLock(
    lock(`lockfileVersion: '6.0'
dependencies:
  '@scope/a':
    specifier: ^1.0.0
    version: 1.0.0(b@2.0.0)
packages:
  /@scope/a@1.0.0(b@2.0.0):
    resolution: {integrity: x}
    dependencies:
      b: 2.0.0
    dev: false
  /b@2.0.0:
    dev: true
  file:libs/local:
    resolution: {directory: libs/local, type: directory}
    name: local
    version: 0.0.1
    dev: false
`),
    [],
  )
  assert.deepEqual(graphText(graph), ['@scope/a@1.0.0 runtime direct > b@2.0.0', 'b@2.0.0 dev', 'local@0.0.1 runtime file'])
})

test('version 5: keys by slashes, peers behind an underscore, specifiers apart', () => {
  const graph = parsePnpmLock(
    lock(`lockfileVersion: 5.4
importers:
  .:
    specifiers: {a: ^1.0.0, nick: npm:real@2}
    dependencies:
      a: 1.0.0_b@2.0.0
      nick: /real/2.0.0
packages:
  /a/1.0.0_b@2.0.0:
    dependencies: {b: 2.0.0}
    dev: false
  /@s/c/3.0.0: {dev: true}
  /b/2.0.0: {dev: false, optional: true}
  /real/2.0.0: {dev: false}
  github.com/me/git-one/0123456789abcdef0123456789abcdef01234567: {name: git-one, version: 1.1.0, dev: false}
`),
    [],
  )
  assert.deepEqual(graphText(graph), [
    'a@1.0.0 runtime direct > b@2.0.0',
    '@s/c@3.0.0 dev',
    'b@2.0.0 optional',
    'real@2.0.0 runtime direct',
    'git-one@1.1.0 runtime git',
  ])
  assert.equal(graph.direct[0]!.requested, '^1.0.0')
})

test('a second document (pnpm’s own tools) is read too', () => {
  const graph = parsePnpmLock(
    lock(`lockfileVersion: '9.0'
importers:
  .:
    packageManagerDependencies:
      pnpm: {specifier: 11.0.0, version: 11.0.0}
packages:
  pnpm@11.0.0: {}
snapshots:
  pnpm@11.0.0: {}
---
lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      a: {specifier: 1.0.0, version: 1.0.0}
packages:
  a@1.0.0: {}
snapshots:
  a@1.0.0: {}
`),
    [],
  )
  assert.deepEqual(graphText(graph), ['pnpm@11.0.0 dev direct', 'a@1.0.0 runtime direct'])
})

test('a file cut before its snapshots is not complete and says what is missing', () => {
  const graph = parsePnpmLock(lock(version9.slice(0, version9.indexOf('snapshots:'))), [])
  assert.equal(graph.complete, false)
  assert.match(graph.notes[0]!.sentence, /no snapshots section/)
  const cut = parsePnpmLock(lock(version9.slice(0, version9.indexOf('  react@18.2.0: {}'))), [])
  assert.equal(cut.complete, false)
  assert.match(cut.notes.at(-1)!.sentence, /Refers to \d packages that are not in the file/)
})

test('a broken line costs its entry; the note names it', () => {
  const broken = version9.replace('  real@2.0.0:\n    dependencies:', '  real@2.0.0:\n   - dependencies: [')
  const graph = parsePnpmLock(lock(broken), [])
  assert.equal(graph.complete, false)
  assert.match(graph.notes[0]!.sentence, /Not valid YAML at line \d+; only the entries before it were read/)
  assert.ok(graph.packages.some((one) => one.name === 'plugin'))
})
