import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseYarnClassic } from './yarn-classic.ts'

const lock = {
  path: 'yarn.lock',
  text: `# yarn lockfile v1


"@scope/a@^1.0.0", "@scope/a@>= 1.0.0 < 2":
  version "1.2.0"
  resolved "https://registry.yarnpkg.com/@scope/a/-/a-1.2.0.tgz#aa"
  dependencies:
    b "^2.0.0"
    "nick" "npm:real@^3"
  optionalDependencies:
    mac "^1.0.0"
    absent "^1.0.0"

b@^1.0.0:
  version "1.0.0"

b@^2.0.0, b@~2.1.0:
  version "2.1.5"
  dependencies:
    "@scope/a" "^1.0.0"

"forked@git+https://git.example.com/me/forked.git":
  version "4.0.0"
  resolved "git+https://git.example.com/me/forked.git#0123abc"

"local@file:./libs/local":
  version "0.0.0"

mac@^1.0.0:
  version "1.0.0"

"nick@npm:real@^3":
  version "3.1.0"
`,
}
const root = {
  path: 'package.json',
  text: JSON.stringify({
    name: 'shop',
    workspaces: { packages: ['packages/*', '!packages/old'] },
    dependencies: { '@scope/a': '^1.0.0', local: 'file:./libs/local' },
    devDependencies: { b: '^1.0.0' },
  }),
}
const web = {
  path: 'packages/web/package.json',
  text: '{"name":"web","dependencies":{"b":"~2.1.0","forked":"git+https://git.example.com/me/forked.git"}}',
}

test('ranges, aliases, git, files, cycles and workspace members resolve; examples outside the workspace stay out', () => {
  const old = { path: 'packages/old/package.json', text: '{"name":"old","dependencies":{"nothing":"1"}}' }
  const example = { path: 'examples/x/package.json', text: '{"name":"x","dependencies":{"nothing":"1"}}' }
  const graph = parseYarnClassic(lock, [root, web, old, example])
  assert.deepEqual(graphText(graph), [
    'shop@? runtime workspace',
    'web@? runtime workspace',
    '@scope/a@1.2.0 runtime direct > b@2.1.5, real@3.1.0, mac@1.0.0',
    'b@1.0.0 dev direct',
    'b@2.1.5 runtime direct > @scope/a@1.2.0',
    'forked@4.0.0 runtime direct git',
    'local@? runtime direct file',
    'mac@1.0.0 optional',
    'real@3.1.0 runtime',
  ])
  assert.equal(graph.complete, true)
  assert.deepEqual(graph.manifests, ['package.json', 'packages/web/package.json'])
  assert.equal(
    graph.packages.find((one) => one.name === 'mac')!.line,
    lock.text.slice(0, lock.text.indexOf('mac@^1.0.0:')).split('\n').length,
  )
})

test('without package.json nothing is called direct, and that is said', () => {
  const graph = parseYarnClassic(lock, [])
  assert.deepEqual(graph.direct, [])
  assert.equal(graph.complete, false)
  assert.match(graph.notes[0]!.sentence, /package\.json is missing/)
})

test('an overridden range without an entry of its own means the only version there is', () => {
  const text = 'a@^1.0.0:\n  version "1.0.0"\n  dependencies:\n    b "^9.0.0"\n\nb@1.5.0:\n  version "1.5.0"\n'
  const graph = parseYarnClassic({ path: 'yarn.lock', text }, [{ path: 'package.json', text: '{"dependencies":{"a":"^1.0.0"}}' }])
  assert.deepEqual(graphText(graph), ['a@1.0.0 runtime direct > b@1.5.0', 'b@1.5.0 runtime'])
})

test('a cut or mangled file keeps its whole entries and says what is missing', () => {
  const graph = parseYarnClassic({ path: 'yarn.lock', text: lock.text.slice(0, lock.text.indexOf('mac@^1.0.0:')) }, [root])
  assert.equal(graph.complete, false)
  assert.match(graph.notes[0]!.sentence, /nick/)
  const mangled = parseYarnClassic({ path: 'yarn.lock', text: `garbage\n${lock.text}` }, [root])
  assert.equal(mangled.packages.length, 8)
  assert.deepEqual([mangled.notes[0]!.line, mangled.complete], [1, false])
})
