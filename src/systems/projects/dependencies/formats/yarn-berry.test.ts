import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { isYarnBerry, parseYarnBerry } from './yarn-berry.ts'

const lock = {
  path: 'yarn.lock',
  text: `__metadata:
  version: 8
  cacheKey: 10

"@shop/ui@workspace:*, @shop/ui@workspace:packages/ui":
  version: 0.0.0-use.local
  resolution: "@shop/ui@workspace:packages/ui"
  dependencies:
    react: "catalog:"
    tool: "npm:^1.0.0"
  languageName: unknown
  linkType: soft

"nick@npm:real@^2.0.0":
  version: 2.0.0
  resolution: "real@npm:2.0.0"
  languageName: node
  linkType: hard

"patched@npm:1.0.0":
  version: 1.0.0
  resolution: "patched@npm:1.0.0"

"patched@patch:patched@npm%3A1.0.0#~/.yarn/patches/p.patch":
  version: 1.0.0
  resolution: "patched@patch:patched@npm%3A1.0.0#~/.yarn/patches/p.patch::version=1.0.0&hash=1"

? "react@npm:^18.0.0, react@npm:^18.2.0"
:
  version: 18.2.0
  resolution: "react@npm:18.2.0"
  dependencies:
    loose: "npm:^1.0.0"
    mac: "npm:^1.0.0"
  dependenciesMeta:
    loose:
      built: true
    mac:
      optional: true
  checksum: 10/aa

"loose@npm:^1.0.0":
  version: 1.10
  resolution: "loose@npm:1.10.0"

"mac@npm:^1.0.0":
  version: 1.0.0
  resolution: "mac@npm:1.0.0"

"forked@https://github.com/me/forked.git#commit=0123abc":
  version: 3.0.0
  resolution: "forked@https://github.com/me/forked.git#commit=0123abc"

"shop@workspace:.":
  version: 0.0.0-use.local
  resolution: "shop@workspace:."
  dependencies:
    "@shop/ui": "workspace:*"
    forked: "https://github.com/me/forked.git#commit=0123abc"
    nick: "npm:real@^2.0.0"
    patched: "patch:patched@npm%3A1.0.0#~/.yarn/patches/p.patch"
  languageName: unknown
  linkType: soft

"tool@npm:^1.0.0":
  version: 1.0.0
  resolution: "tool@npm:1.0.0"
`,
}
const root = {
  path: 'package.json',
  text: '{"name":"shop","dependencies":{"@shop/ui":"workspace:*","forked":"https://github.com/me/forked.git#commit=0123abc","nick":"npm:real@^2.0.0","patched":"patch:patched@npm%3A1.0.0#~/.yarn/patches/p.patch"}}',
}
const ui = {
  path: 'packages/ui/package.json',
  text: '{"name":"@shop/ui","dependencies":{"react":"catalog:"},"devDependencies":{"tool":"^1.0.0"}}',
}
const settings = { path: '.yarnrc.yml', text: 'catalog:\n  react: ^18.2.0\n' }

test('workspaces, catalogs, aliases, patches, git, long keys and optional dependencies resolve', () => {
  const graph = parseYarnBerry(lock, [root, ui, settings])
  assert.deepEqual(graphText(graph), [
    '@shop/ui@? runtime direct workspace > react@18.2.0',
    'real@2.0.0 runtime direct',
    'patched@1.0.0 runtime direct',
    'react@18.2.0 runtime direct > loose@1.10, mac@1.0.0',
    'loose@1.10 runtime',
    'mac@1.0.0 optional',
    'forked@3.0.0 runtime direct git',
    'shop@? runtime workspace > @shop/ui@?, forked@3.0.0, real@2.0.0, patched@1.0.0',
    'tool@1.0.0 dev direct',
  ])
  assert.deepEqual(graph.notes, [])
  assert.equal(graph.complete, true)
})

test('without the manifests everything the workspaces list counts as runtime, and that is said', () => {
  const graph = parseYarnBerry(lock, [])
  assert.equal(graph.packages.find((one) => one.name === 'tool')!.scope, 'runtime')
  assert.match(graph.notes[0]!.sentence, /packages\/ui\/package\.json is missing/)
})

test('lockfiles of before version 8 leave the protocol of ranges out', () => {
  const text =
    '__metadata:\n  version: 6\n\n"a@npm:^1.0.0":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  dependencies:\n    b: ^2\n\n"b@npm:^2":\n  version: 2.0.0\n  resolution: "b@npm:2.0.0"\n'
  assert.deepEqual(graphText(parseYarnBerry({ path: 'yarn.lock', text }, [])), ['a@1.0.0 runtime > b@2.0.0', 'b@2.0.0 runtime'])
})

test('the two kinds of yarn.lock are told apart', () => {
  assert.equal(isYarnBerry(lock.text), true)
  assert.equal(isYarnBerry('# yarn lockfile v1\n\na@1:\n  version "1"\n'), false)
})
