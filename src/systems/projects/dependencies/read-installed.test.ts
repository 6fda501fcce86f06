import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { addPackage, finishGraph, startGraph } from './graph-draft.ts'
import type { Ecosystem } from './graph.ts'
import { addInstalledLicences } from './read-installed.ts'
import { listInside } from './read-source.ts'

const home = mkdtempSync(join(tmpdir(), 'optimus-read-installed-'))
const project = join(home, 'project')
after(() => rmSync(home, { recursive: true, force: true }))

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(project, path)), { recursive: true })
  writeFileSync(join(project, path), text)
}
const licencesIn = (ecosystem: Ecosystem, file: string, names: string[]) => {
  const draft = startGraph(ecosystem, 'x', file)
  for (const name of names) addPackage(draft, { name: name.split('@1')[0]!, version: '1.0.0' })
  const graph = finishGraph(draft, true)
  addInstalledLicences(project, [graph])
  return graph.packages.map((one) => one.licences)
}

test('npm: the installed package of the locked version states its licence, old spellings too', () => {
  write('web/node_modules/a/package.json', '{"version":"1.0.0","license":"MIT"}')
  write('web/node_modules/@s/b/package.json', '{"version":"1.0.0","licenses":[{"type":"MIT"},{"type":"Apache-2.0"}]}')
  write('web/node_modules/other/package.json', '{"version":"2.0.0","license":"MIT"}')
  write('web/node_modules/broken/package.json', '{"version":')
  assert.deepEqual(licencesIn('npm', 'web/package-lock.json', ['a', '@s/b', 'other', 'broken', 'absent']), [
    ['MIT'],
    ['MIT', 'Apache-2.0'],
    null,
    null,
    null,
  ])
})

test('pnpm: the store inside node_modules is read, also with peers in the folder’s name', () => {
  write('p/node_modules/.pnpm/@s+c@1.0.0_react@18.0.0/node_modules/@s/c/package.json', '{"version":"1.0.0","license":"ISC"}')
  write('p/node_modules/.pnpm/d@1.0.0/node_modules/d/package.json', '{"version":"1.0.0","license":{"type":"BSD"}}')
  assert.deepEqual(licencesIn('npm', 'p/pnpm-lock.yaml', ['@s/c', 'd']), [['ISC'], ['BSD']])
})

test('a package linked from outside the project is not read', () => {
  mkdirSync(join(home, 'outside'))
  writeFileSync(join(home, 'outside', 'package.json'), '{"version":"1.0.0","license":"SECRET"}')
  symlinkSync(join(home, 'outside'), join(project, 'web/node_modules/linked'))
  assert.deepEqual(licencesIn('npm', 'web/package-lock.json', ['linked']), [null])
  symlinkSync(home, join(project, 'outer'))
  assert.deepEqual(listInside(project, 'outer'), [])
  assert.ok(listInside(project, 'web/node_modules').length > 0)
})

test('Python: expression, field or classifiers of the virtual environment, never the licence’s whole text', () => {
  const site = 'py/.venv/lib/python3.12/site-packages'
  write(`${site}/a_b-1.0.0.dist-info/METADATA`, 'Name: a-b\nLicense-Expression: MIT OR Apache-2.0\n\nLicense: in the body')
  write(`${site}/c-1.0.0.dist-info/METADATA`, 'Name: c\nLicense: BSD-3-Clause\n')
  write(
    `${site}/d-1.0.0.dist-info/METADATA`,
    'Name: d\nLicense: Copyright me\n        all the rest\nClassifier: License :: OSI Approved :: MIT License\n',
  )
  write(`${site}/e-1.0.0.dist-info/METADATA`, 'Name: e\nLicense: UNKNOWN\n')
  assert.deepEqual(licencesIn('pypi', 'py/uv.lock', ['A.B', 'c', 'd', 'e', 'f']), [
    ['MIT OR Apache-2.0'],
    ['BSD-3-Clause'],
    ['MIT License'],
    null,
    null,
  ])
})

test('Cargo’s vendor folder and Bundler’s specifications are read', () => {
  write('rs/vendor/serde/Cargo.toml', '[package]\nname = "serde"\nversion = "1.0.0"\nlicense = "MIT OR Apache-2.0"\n')
  write('rb/vendor/bundle/ruby/3.3.0/specifications/rails-1.0.0.gemspec', 's.licenses = ["MIT".freeze, "Ruby".freeze]\n')
  assert.deepEqual(licencesIn('cargo', 'rs/Cargo.lock', ['serde', 'log']), [['MIT OR Apache-2.0'], null])
  assert.deepEqual(licencesIn('gem', 'rb/Gemfile.lock', ['rails']), [['MIT', 'Ruby']])
})
