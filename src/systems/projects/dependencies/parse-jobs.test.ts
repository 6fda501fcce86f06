import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planJobs, planLeftovers } from './parse-jobs.ts'

const plan = (...files: string[]) => planJobs(files).map((job) => `${job.format}: ${job.files.join(' ')}`)

test('a lockfile takes the manifests below it up to the next lockfile', () => {
  assert.deepEqual(
    plan(
      'package.json',
      'pnpm-lock.yaml',
      'apps/web/package.json',
      'tools/package.json',
      'tools/yarn.lock',
      'tools/deep/package.json',
      '.yarnrc.yml',
    ),
    [
      'pnpm: pnpm-lock.yaml package.json apps/web/package.json .yarnrc.yml',
      'yarn: tools/yarn.lock tools/package.json tools/deep/package.json',
    ],
  )
})

test('two lockfiles in one folder are both read; of a tool’s two own forms the one it prefers', () => {
  assert.deepEqual(plan('package.json', 'package-lock.json', 'yarn.lock'), [
    'npm: package-lock.json package.json',
    'yarn: yarn.lock package.json',
  ])
  assert.deepEqual(plan('package-lock.json', 'npm-shrinkwrap.json', 'bun.lock', 'bun.lockb', 'x/bun.lockb'), [
    'npm: npm-shrinkwrap.json',
    'bun: bun.lock',
    'bun-binary: x/bun.lockb',
  ])
})

test('manifests of other ecosystems are taken beside the lockfile, families as a whole', () => {
  assert.deepEqual(
    plan('poetry.lock', 'pyproject.toml', 'sub/pyproject.toml', 'uv/uv.lock', 'uv/a/pyproject.toml', 'go.mod', 'go.sum', 'svc/go.mod'),
    ['uv: uv/uv.lock uv/a/pyproject.toml', 'poetry: poetry.lock pyproject.toml', 'go: go.mod go.sum', 'go: svc/go.mod'],
  )
  assert.deepEqual(
    plan(
      'pom.xml',
      'a/pom.xml',
      'requirements.txt',
      'requirements/dev.txt',
      'docs/requirements-docs.in',
      'notes.txt',
      'a/x.csproj',
      'Directory.Packages.props',
    ),
    [
      'pip: requirements.txt requirements/dev.txt docs/requirements-docs.in',
      'maven: pom.xml a/pom.xml',
      'nuget: a/x.csproj Directory.Packages.props',
    ],
  )
})

test('Gradle’s properties alone are no Gradle project', () => {
  assert.deepEqual(plan('gradle.properties'), [])
  assert.deepEqual(plan('gradle.properties', 'app/build.gradle.kts', 'gradle/libs.versions.toml'), [
    'gradle: gradle.properties app/build.gradle.kts gradle/libs.versions.toml',
  ])
})

test('installed packages are not the project’s', () => {
  assert.deepEqual(
    plan(
      'node_modules/a/package-lock.json',
      'a/node_modules/b/yarn.lock',
      '.venv/lib/x/requirements.txt',
      'vendor/a/composer.lock',
      'src/vendor/go.mod',
    ),
    [],
  )
})

test('manifests that no lockfile claimed stand alone', () => {
  const files = ['package.json', 'examples/a/package.json', 'Cargo.toml', 'Gemfile', 'pyproject.toml', '.yarnrc.yml', 'go.sum']
  assert.deepEqual(planLeftovers(files, new Set(['package.json'])), [
    { format: 'package.json', files: ['examples/a/package.json'] },
    { format: 'pyproject.toml', files: ['pyproject.toml'] },
    { format: 'Cargo.toml', files: ['Cargo.toml'] },
    { format: 'Gemfile', files: ['Gemfile'] },
  ])
})

test('Rush’s lockfile takes the manifests of the whole repository', () => {
  assert.deepEqual(plan('common/config/rush/pnpm-lock.yaml', 'apps/a/package.json', 'rush.json'), [
    'pnpm: common/config/rush/pnpm-lock.yaml apps/a/package.json',
  ])
})
