import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modelProblem } from './model-problem.ts'

const usable = (count: number) => Array.from({ length: count }, (_, index) => ({ model: `house/m${index}` }))

test('a model that cannot be asked is a problem that names those that can', () => {
  assert.equal(modelProblem('house/m1', usable(2)), null)
  assert.match(modelProblem('house/gone', usable(2))!, /^The model house\/gone cannot be asked: .* There are house\/m0, house\/m1\.$/)
  assert.match(modelProblem('house/gone', usable(10))!, /house\/m7 and 2 more\.$/)
  assert.match(modelProblem('house/gone', [])!, /no model is configured/)
})
