import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proposeForecasts, type ForecastSubject } from './propose.ts'

const now = new Date('2026-11-30T12:00:00Z')
const subject: ForecastSubject = {
  id: '01a22dbc-8f77-7000-beed-ba7cd393cff8',
  name: 'Shop',
  lastCommitAt: '2026-11-29T00:00:00.000Z',
  unpushed: 2,
  changes: 0,
  level: 'healthy',
  dependencies: 10,
}

test('each forecast names a read, a place, a value and a day that has not come', () => {
  const proposals = proposeForecasts([subject], now, 10)
  assert.deepEqual(proposals.map(({ resolver }) => resolver.kind === 'operation' && resolver.path).sort(), [
    'dependencies',
    'git.lastCommitAt',
    'git.unpushed',
    'health.level',
  ])
  for (const { resolver, text } of proposals) {
    assert.ok(Date.parse(resolver.by) > now.getTime())
    assert.ok(text.endsWith(`by ${resolver.by.slice(0, 10)}?`))
  }
})

test('nothing is asked about what is unknown, and a day asks the same again', () => {
  const unknown = { ...subject, lastCommitAt: null, unpushed: null, changes: null, level: 'unknown', dependencies: null }
  assert.deepEqual(proposeForecasts([unknown], now, 10), [])
  const many = Array.from({ length: 20 }, (_, index) => ({ ...subject, name: `P${index}` }))
  assert.deepEqual(proposeForecasts(many, now, 5), proposeForecasts(many, now, 5))
  const tomorrow = new Date(now.getTime() + 86_400_000)
  assert.notDeepEqual(
    proposeForecasts(many, now, 5).map((one) => one.text.split(' by ')[0]),
    proposeForecasts(many, tomorrow, 5).map((one) => one.text.split(' by ')[0]),
  )
})
