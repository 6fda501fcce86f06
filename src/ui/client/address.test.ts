import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fullPath, requestAddress } from './address.ts'

test('fields of the path are filled and escaped, the rest of a read becomes the query', () => {
  const address = requestAddress('projects.dependencies', ['GET', '/:project/dependencies', 'read'], {
    project: 'a/b c',
    text: 'x&y',
    direct: false,
    cursor: undefined,
    tags: ['one', 'two'],
  })
  assert.deepEqual(address, {
    method: 'GET',
    url: '/api/v1/projects/a%2Fb%20c/dependencies?text=x%26y&direct=false&tags=one&tags=two',
    body: undefined,
  })
})

test('the rest of a write becomes its body, and the path fields do not appear twice', () => {
  const address = requestAddress('projects.update', ['PATCH', '/:project', 'write'], { project: 'ledgerline', name: 'L', tags: [] })
  assert.deepEqual(address, { method: 'PATCH', url: '/api/v1/projects/ledgerline', body: { name: 'L', tags: [] } })
})

test('beside the bytes of a file the rest of a write becomes the query', () => {
  const address = requestAddress('files.upload', ['POST', '/', 'write'], { name: 'a b.txt' }, new Blob(['x']))
  assert.deepEqual(address, { method: 'POST', url: '/api/v1/files?name=a+b.txt', body: undefined })
})

test('a write without a rest still sends an empty object, a deletion sends nothing', () => {
  assert.deepEqual(requestAddress('projects.scan', ['POST', '/scan', 'write'], {}).body, {})
  assert.equal(requestAddress('projects.forget', ['DELETE', '/:project', 'danger'], { project: 'x' }).body, undefined)
  assert.deepEqual(requestAddress('projects.forget', ['DELETE', '/:project', 'danger'], { project: 'x', why: 'old' }).body, { why: 'old' })
})

test('the root of a system has no trailing slash', () => {
  assert.equal(fullPath('runs.list', '/'), '/api/v1/runs')
  assert.equal(fullPath('runs.list', '/api/v1/runs'), '/api/v1/runs')
})

test('a missing path field is named', () => {
  assert.throws(() => requestAddress('runs.get', ['GET', '/:id', 'read'], { id: '' }), /runs\.get needs "id"/)
})

test('the input that was given is left as it was', () => {
  const input = { id: '1' }
  requestAddress('runs.get', ['GET', '/:id', 'read'], input)
  assert.deepEqual(input, { id: '1' })
})
