import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { graphText } from './graph-text.ts'
import { startParsePool } from './parse-pool.ts'
import { readDependencies } from './read-dependencies.ts'

const project = mkdtempSync(join(tmpdir(), 'optimus-read-dependencies-'))
const pool = startParsePool({ size: 2 })
after(async () => {
  await pool.close()
  rmSync(project, { recursive: true, force: true })
})

const files: Record<string, string> = {
  'package.json': '{"workspaces":["packages/*"],"dependencies":{"a":"^1.0.0"}}',
  'package-lock.json': JSON.stringify({
    packages: {
      '': { dependencies: { a: '^1.0.0' } },
      'packages/ui': { name: 'ui', dependencies: { a: '*' } },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/ui': { link: true, resolved: 'packages/ui' },
    },
  }),
  'packages/ui/package.json': '{"name":"ui","dependencies":{"a":"*"}}',
  'examples/one/package.json': '{"dependencies":{"b":"2.0.0"}}',
  'tools/package.json': '{"name":"empty"}',
  'api/requirements.txt': '-r ../deploy/extra.list\nflask==3.0.0\n',
  'deploy/extra.list': 'gunicorn==22.0.0\n',
  'svc/go.mod': 'module m\ngo 1.22\nrequire a.org/x v1.0.0\n',
  'broken/Cargo.lock': '[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+x"\n[[package]]\nname = ',
  'README.md': '# hello',
}
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(project, path)), { recursive: true })
  writeFileSync(join(project, path), text)
}

test('every lockfile and every manifest no lockfile covers gives a graph; others give nothing', async () => {
  const { graphs, notes } = await readDependencies(project, Object.keys(files), { pool })
  assert.deepEqual(
    graphs.map((graph) => [graph.file, graph.manager, graphText(graph)]),
    [
      ['api/requirements.txt', 'pip', ['gunicorn@22.0.0 runtime direct', 'flask@3.0.0 runtime direct']],
      ['broken/Cargo.lock', 'cargo', ['a@1.0.0 runtime']],
      ['examples/one/package.json', 'package.json', ['b@2.0.0 runtime direct']],
      ['package-lock.json', 'npm', ['ui@? runtime workspace > a@1.0.0', 'a@1.0.0 runtime direct']],
      ['svc/go.mod', 'go', ['a.org/x@v1.0.0 runtime direct']],
    ],
  )
  assert.deepEqual(graphs.find((one) => one.file === 'package-lock.json')!.manifests, ['package.json', 'packages/ui/package.json'])
  assert.match(graphs[1]!.notes[0]!.sentence, /Not valid TOML at line 6/)
  assert.deepEqual(notes, [])
})

test('a file that went away since it was listed is a note, and the rest is complete', async () => {
  const { graphs, notes } = await readDependencies(
    project,
    ['package-lock.json', 'package.json', 'gone/yarn.lock', '../outside/package.json', '/etc/package.json'],
    { pool },
  )
  assert.deepEqual(
    graphs.map((one) => one.file),
    ['package-lock.json'],
  )
  assert.deepEqual(notes, [{ file: 'gone/yarn.lock', sentence: 'Is no longer there.' }])
})

test('a project without such files knows of none, without starting a worker', async () => {
  await using idle = startParsePool()
  assert.deepEqual(await readDependencies(project, ['README.md'], { pool: idle }), { graphs: [], notes: [] })
  assert.equal(idle.workers(), 0)
})

test('abort ends the reading with the caller’s reason', async () => {
  const reason = new Error('the scan was cancelled')
  await assert.rejects(readDependencies(project, Object.keys(files), { pool, signal: AbortSignal.abort(reason) }), reason)
})
