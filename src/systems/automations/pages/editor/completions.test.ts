import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offersAt } from './completions.ts'

const known = { uses: [{ label: 'projects.scan', kind: 'value' as const }], steps: ['build', 'ship'], inputs: ['who'] }
const labels = (...lines: string[]) => offersAt(lines, known)?.offers.map(({ label }) => label)

test('keys fit the place they are written at', () => {
  assert.ok(labels('name: x', '')!.includes('steps'))
  assert.ok(labels('steps:', '  - id: a', '    us')!.includes('uses'))
  assert.ok(labels('steps:', '  - i')!.includes('id'))
  assert.ok(labels('on:', '  - schedule:', '      c')!.includes('cron'))
  assert.ok(labels('steps:', '  - id: a', '    retry:', '      ')!.includes('backoff'))
  assert.equal(labels('steps:', '  - id: a', '    with:', '      u'), undefined)
})

test('values are operations after uses, steps after needs, and names in expressions', () => {
  assert.deepEqual(labels('    uses: pro'), ['projects.scan'])
  assert.deepEqual(labels('    needs: [build, s'), ['build', 'ship'])
  assert.deepEqual(labels("    text: '${ steps.b"), ['build', 'ship'])
  assert.deepEqual(labels('    if: inputs.'), ['who'])
  assert.ok(labels("    text: '${ st")!.includes('steps'))
  assert.equal(offersAt(['    uses: pro'], known)?.from, 10)
})
