import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseComposerJson, parseComposerLock } from './composer-lock.ts'

const lock = {
  path: 'composer.lock',
  text: JSON.stringify(
    {
      packages: [
        {
          name: 'laravel/framework',
          version: 'v11.0.0',
          license: ['MIT'],
          replace: { 'illuminate/support': 'self.version' },
          require: { php: '^8.2', 'ext-mbstring': '*', 'monolog/monolog': '^3' },
        },
        {
          name: 'monolog/monolog',
          version: '3.5.0',
          license: ['MIT', 'Apache-2.0'],
          require: { 'psr/log': '^3', 'Illuminate/Support': '*' },
        },
        { name: 'me/branch', version: 'dev-main', source: { type: 'git', url: 'https://github.com/me/branch.git', reference: '0123abc' } },
        { name: 'me/near', version: '1.0.0', dist: { type: 'path', url: 'packages/near' } },
        { name: 'psr/log', version: '3.0.0' },
      ],
      'packages-dev': [{ name: 'phpunit/phpunit', version: '11.0.0', license: ['BSD-3-Clause'] }],
    },
    null,
    2,
  ),
}
const manifest = {
  path: 'composer.json',
  text: '{\n"require": {\n"php": "^8.2",\n"laravel/framework": "^11.0",\n"me/branch": "dev-main"},\n"require-dev": {"phpunit/phpunit": "^11"}}',
}

test('replacements, platform requirements, branches, paths and licences are read', () => {
  const graph = parseComposerLock(lock, [manifest])
  assert.deepEqual(graphText(graph), [
    'laravel/framework@v11.0.0 runtime direct > monolog/monolog@3.5.0',
    'monolog/monolog@3.5.0 runtime > psr/log@3.0.0, laravel/framework@v11.0.0',
    'me/branch@dev-main runtime direct git',
    'me/near@1.0.0 runtime workspace',
    'psr/log@3.0.0 runtime',
    'phpunit/phpunit@11.0.0 dev direct',
  ])
  assert.deepEqual(graph.packages[1]!.licences, ['MIT', 'Apache-2.0'])
  assert.deepEqual(
    graph.direct.map((one) => [one.name, one.line]),
    [
      ['laravel/framework', 4],
      ['me/branch', 5],
      ['phpunit/phpunit', 6],
    ],
  )
  assert.deepEqual([graph.notes, graph.complete], [[], true])
  assert.equal(graph.packages[0]!.line, lock.text.split('\n').findIndex((one) => one.includes('laravel/framework')) + 1)
})

test('a composer.json alone tells what is asked for', () => {
  const graph = parseComposerJson({ path: 'composer.json', text: '{"require":{"a/b":"1.2.3","c/d":"^1"}}' })
  assert.deepEqual(graphText(graph), ['a/b@1.2.3 runtime direct', 'c/d@? runtime direct'])
})

test('a cut lockfile is not complete', () => {
  const graph = parseComposerLock({ path: 'composer.lock', text: lock.text.slice(0, lock.text.indexOf('"psr/log",')) }, [manifest])
  assert.equal(graph.complete, false)
  assert.ok(graph.packages.length >= 3)
})
