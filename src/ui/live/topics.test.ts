import assert from 'node:assert/strict'
import { test } from 'node:test'
import { covers, topicKey, topicOf } from './topics.ts'

test('a topic covers its event, or all of its system', () => {
  const event = { event: 'projects.scanned', project: 'p1' }
  assert.equal(covers({ event: 'projects.scanned' }, event), true)
  assert.equal(covers({ event: 'projects.*' }, event), true)
  assert.equal(covers({ event: 'projects.moved' }, event), false)
  assert.equal(covers({ event: 'project.*' }, event), false)
})

test('a topic of one project hears nothing of others, nor of none', () => {
  const topic = { event: 'projects.*', project: 'p1' }
  assert.equal(covers(topic, { event: 'projects.scanned', project: 'p1' }), true)
  assert.equal(covers(topic, { event: 'projects.scanned', project: 'p2' }), false)
  assert.equal(covers(topic, { event: 'projects.scanned', project: null }), false)
})

test('equal topics share a key, different ones do not', () => {
  assert.equal(topicKey(topicOf('runs.*')), topicKey({ event: 'runs.*' }))
  assert.notEqual(topicKey({ event: 'runs.*' }), topicKey({ event: 'runs.*', project: 'p1' }))
})
