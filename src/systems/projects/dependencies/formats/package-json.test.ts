import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parsePackageJson } from './package-json.ts'

const manifest = (value: unknown) => ({ path: 'app/package.json', text: JSON.stringify(value, null, 2) })

test('a manifest without a lockfile tells what is asked for, exact versions only where they are exact', () => {
  const graph = parsePackageJson(
    manifest({
      dependencies: {
        exact: '1.2.3',
        range: '^1',
        both: '1.0.0',
        nick: 'npm:@real/name@2.0.0',
        hub: 'me/hub#v1',
        site: 'https://example.com/site.tgz',
        near: 'file:../near',
        sibling: 'workspace:^',
      },
      optionalDependencies: { both: '1.0.0' },
      peerDependencies: { host: '*', maybe: '*' },
      peerDependenciesMeta: { maybe: { optional: true } },
      devDependencies: { tool: '~1', range: '^2' },
    }),
  )
  assert.deepEqual(graphText(graph), [
    'both@1.0.0 optional direct',
    'exact@1.2.3 runtime direct',
    'range@? runtime direct',
    '@real/name@2.0.0 runtime direct',
    'hub@? runtime direct git',
    'site@? runtime direct url',
    'near@? runtime direct file',
    'sibling@? runtime direct workspace',
    'host@? peer direct',
    'maybe@? optional direct',
    'tool@? dev direct',
  ])
  assert.equal(graph.complete, false)
  assert.match(graph.notes[0]!.sentence, /No lockfile covers it/)
  assert.deepEqual(graph.direct.map((one) => [one.part, one.name, one.line]).slice(0, 2), [
    ['app', 'both', 13],
    ['app', 'exact', 3],
  ])
})

test('a manifest that asks for nothing is complete and silent', () => {
  const graph = parsePackageJson(manifest({ name: 'x', scripts: { start: 'node .' } }))
  assert.deepEqual([graph.packages, graph.notes, graph.complete], [[], [], true])
})

test('fields of the wrong kind are no dependencies', () => {
  const graph = parsePackageJson(
    manifest({ dependencies: ['a'], devDependencies: { b: 1, c: null, d: '1.0.0' }, optionalDependencies: 'x' }),
  )
  assert.deepEqual(graphText(graph), ['d@1.0.0 dev direct'])
})
