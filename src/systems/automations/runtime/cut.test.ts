import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutFanOut } from './cut.ts'

test('slices have every item once, and their shares add up to the limit exactly', () => {
  for (const count of [1, 49, 50, 99, 100, 101, 137, 1000, 99_999]) {
    for (const parallel of [1, 2, 3, 7, 12, 16, 17, 64, 1000].filter((limit) => limit <= count)) {
      const cuts = cutFanOut(count, parallel, 16)
      assert.equal(
        cuts.reduce((sum, cut) => sum + cut.parallel, 0),
        parallel,
      )
      assert.ok(cuts.every((cut) => cut.parallel >= 1 && cut.count >= 1 && cut.parallel <= cut.count))
      let next = 0
      for (const cut of cuts) {
        assert.equal(cut.first, next)
        next += cut.count
      }
      assert.equal(next, count)
    }
  }
})

test('a small fan-out, or one after the other, stays whole', () => {
  assert.deepEqual(cutFanOut(60, 60, 4), [{ first: 0, count: 60, parallel: 60 }])
  assert.equal(cutFanOut(1000, 1, 4).length, 1)
  assert.equal(cutFanOut(1000, 12, 4).length, 4)
})
