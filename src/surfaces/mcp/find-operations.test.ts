import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findOperations, type Described } from './find-operations.ts'

const operations = [
  describe('projects.list', 'List the projects with their health', 'read'),
  describe('projects.findDependency', 'Find which projects use a package, at which versions', 'read'),
  describe('projects.endProcess', 'End a project’s process with everything it started', 'danger'),
  describe('runs.cancel', 'Cancel a run', 'write'),
]

test('words lead to the operation that is meant, in whatever form of the word', () => {
  const first = (words: string) => findOperations(operations, { words }, 5)[0]?.id
  assert.equal(first('which dependencies do we use'), 'projects.findDependency')
  assert.equal(first('kill processes'), 'projects.endProcess')
  assert.equal(first('cancel a run'), 'runs.cancel')
  assert.equal(first('weather forecast'), undefined)
})

test('system and effect narrow the search, and no words list everything', () => {
  assert.deepEqual(
    findOperations(operations, { words: '', effect: 'danger' }, 5).map((one) => one.id),
    ['projects.endProcess'],
  )
  assert.deepEqual(
    findOperations(operations, { words: '', system: 'runs' }, 5).map((one) => one.id),
    ['runs.cancel'],
  )
  assert.equal(findOperations(operations, { words: '' }, 3).length, 3)
})

function describe(id: string, summary: string, effect: Described['effect']): Described {
  const [system = '', name = ''] = id.split('.')
  return {
    id,
    system,
    name,
    summary,
    effect,
    description: null,
    permission: 'a:b',
    method: 'GET',
    path: '/',
    long: false,
    bytes: null,
    deprecated: null,
    input: {},
  }
}
