import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ecosystem } from './graph.ts'
import { packageUrl, pythonName, withoutVersion } from './purl.ts'

test('package URLs follow the specification of each ecosystem', () => {
  const urls: [Ecosystem, string, string | null, string][] = [
    ['npm', '@babel/core', '7.24.0', 'pkg:npm/%40babel/core@7.24.0'],
    ['pypi', 'Zope.Interface_x', '5.0', 'pkg:pypi/zope-interface-x@5.0'],
    ['golang', 'github.com/Azure/sdk', 'v1.0.0+incompatible', 'pkg:golang/github.com/Azure/sdk@v1.0.0+incompatible'],
    ['maven', 'org.apache:commons', '1.0', 'pkg:maven/org.apache/commons@1.0'],
    ['composer', 'Laravel/Framework', 'v11.0.0', 'pkg:composer/laravel/framework@v11.0.0'],
    ['nuget', 'Newtonsoft.Json', '13.0.1', 'pkg:nuget/Newtonsoft.Json@13.0.1'],
    ['gem', 'rails', null, 'pkg:gem/rails'],
    ['cargo', 'serde', '1.0.0', 'pkg:cargo/serde@1.0.0'],
  ]
  for (const [ecosystem, name, version, expected] of urls) assert.equal(packageUrl(ecosystem, { name, version }), expected)
})

test('a fork is another package than the registry’s, and credentials never enter its identity', () => {
  const fork = packageUrl('npm', { name: 'a', version: '1.0.0', origin: 'git', source: 'https://user:secret@github.com/me/a.git' })
  assert.equal(fork, 'pkg:npm/a@1.0.0?vcs_url=git%2Bhttps%3A%2F%2Fgithub.com%2Fme%2Fa.git')
})

test('every name gets an identity, also one the specification refuses', () => {
  for (const name of ['', '/', '@', '@/', '%', ' ', '../..', '\u0000', 'a'.repeat(5000)])
    assert.match(packageUrl('npm', { name, version: '1' }), /^pkg:npm\//)
})

test('the version is taken off, and nothing else', () => {
  assert.equal(withoutVersion('pkg:npm/%40a/b@1.0.0?vcs_url=x@y#z'), 'pkg:npm/%40a/b')
  assert.equal(withoutVersion('pkg:gem/rails'), 'pkg:gem/rails')
  assert.equal(pythonName('A__b.-C'), 'a-b-c')
})
