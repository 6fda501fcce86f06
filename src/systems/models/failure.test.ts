import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHttpFailure, readRetryAfter } from './failure.ts'

const now = new Date('2026-01-01T12:00:00Z')
const read = (status: number, message = 'No.', headers: Record<string, string> = {}) =>
  readHttpFailure({ status, headers, body: JSON.stringify({ error: { message } }) }, now)

test('a status says whether to try again, whether it may be paid, and whether the provider is ill', () => {
  const seen = [429, 500, 503, 529, 408, 400, 401, 403, 404, 413, 422].map((status) => {
    const { code, retry, ill, paid } = read(status)
    return [status, code.replace('models.', ''), retry, ill, paid].join(' ')
  })
  assert.deepEqual(seen, [
    '429 rate_limited true false no',
    '500 provider_failed true true no',
    '503 provider_failed true true no',
    '529 provider_failed true true no',
    '408 provider_failed true true no',
    '400 provider_refused false false no',
    '401 provider_refused false false no',
    '403 provider_refused false false no',
    '404 provider_refused false false no',
    '413 too_long false false no',
    '422 provider_refused false false no',
  ])
  assert.equal(read(400, 'This model’s maximum context length is 8192 tokens').code, 'models.too_long')
  assert.equal(read(429, 'You exceeded your current quota').retry, false)
})

test('how long to wait is read in every form it comes in', () => {
  assert.equal(readRetryAfter({ 'retry-after': '2' }, now), 2000)
  assert.equal(readRetryAfter({ 'retry-after': 'Thu, 01 Jan 2026 12:00:30 GMT' }, now), 30_000)
  assert.equal(readRetryAfter({ 'retry-after-ms': '150', 'retry-after': '9' }, now), 150)
  assert.equal(readRetryAfter({ 'retry-after': 'soon' }, now), null)
  assert.equal(read(429, 'Slow down', { 'retry-after': '3' }).afterMilliseconds, 3000)
})

test('what the provider says is told without its keys and without its length', () => {
  const { sentence } = read(401, `Incorrect API key provided: sk-abcdef123456. ${'x'.repeat(2000)}`)
  assert.ok(!sentence.includes('abcdef') && sentence.length < 400)
  assert.match(readHttpFailure({ status: 502, headers: {}, body: '<html>Bad gateway</html>' }, now).sentence, /Bad gateway/)
})
