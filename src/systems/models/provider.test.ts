import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemOfAddress } from './provider.ts'

test('an address is whole and plain', () => {
  for (const good of [
    'https://api.openai.com/v1',
    'http://localhost:11434/v1',
    'http://gpu:8000/v1',
    'http://192.168.1.7/v1',
    'http://[::1]:8080/v1',
  ])
    assert.equal(problemOfAddress(good, true), null, good)
  for (const bad of ['', 'gpu:8000', 'ftp://a/b', 'file:///etc/passwd', 'https://user:word@a.example/v1', 'https://a.example/v1?key=1'])
    assert.ok(problemOfAddress(bad, false), bad)
})

test('a key never travels in the clear beyond one’s own network, and nothing goes to a machine’s metadata', () => {
  assert.ok(problemOfAddress('http://models.example.com/v1', true))
  assert.equal(problemOfAddress('http://models.example.com/v1', false), null)
  assert.ok(problemOfAddress('http://169.254.169.254/latest', false))
})
