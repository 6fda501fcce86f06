import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completed, gapsIn, readLockfile } from './lockfile.mjs'

test('npm ci can take the lockfile: no optional package of any platform is missing from it', () => {
  const names = gapsIn(readLockfile()).map(({ name }) => name)
  assert.deepEqual(names, [], 'run bin/setup --complete-lockfile and commit package-lock.json')
})

test('a gap is filled with the platform that the name tells, so that it is installed nowhere else', () => {
  const tool = {
    version: '1.2.3',
    optionalDependencies: { '@t/linux-arm64-musl': '1.2.3', '@t/wasm32-wasi': '1.2.3', 't-win32-x64-msvc': '^1.0.0' },
  }
  const { packages } = completed({ packages: { '': {}, 'node_modules/t': tool } })
  assert.deepEqual(packages['node_modules/@t/linux-arm64-musl'], {
    version: '1.2.3',
    cpu: ['arm64'],
    libc: ['musl'],
    os: ['linux'],
    optional: true,
  })
  assert.deepEqual(packages['node_modules/@t/wasm32-wasi'].cpu, ['wasm32'])
  assert.equal(packages['node_modules/t-win32-x64-msvc'].version, '1.0.0')
})

test('what a nested or an upper folder provides is no gap, and a name without a platform stays one', () => {
  const optional = (name) => ({ optionalDependencies: { [name]: '1.0.0' } })
  const packages = {
    '': {},
    'node_modules/a': {},
    'node_modules/a/node_modules/b': optional('near'),
    'node_modules/a/node_modules/near': {},
    'node_modules/c': optional('riddle'),
  }
  assert.deepEqual(gapsIn({ packages }), [{ name: 'riddle', version: '1.0.0' }])
  assert.deepEqual(completed({ packages }).packages, packages)
})
