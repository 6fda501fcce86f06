import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonical } from './canonical.ts'

test('the example of RFC 8785 comes out as printed there', () => {
  const value = {
    numbers: JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]'),
    string: "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\u0022/",
    literals: [null, true, false],
  }
  assert.equal(
    canonical(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('keys sort by code unit, missing members vanish, minus zero is zero', () => {
  assert.equal(canonical({ b: 1, a: undefined, '\u20ac': 2, B: -0 }), '{"B":0,"b":1,"€":2}')
})

test('what is read back and written again is the same text', () => {
  const text = canonical({ x: [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308], y: { z: 'ä' } })
  assert.equal(canonical(JSON.parse(text)), text)
})

test('what JSON cannot hold is refused, not lost', () => {
  for (const value of [Number.NaN, [Number.POSITIVE_INFINITY], { a: () => 1 }, [undefined], 1n]) {
    assert.throws(() => canonical(value), TypeError)
  }
})
