import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { classify, compileExpression, evaluateFast } from './compile-expression.ts'
import { ExpressionFailed } from './expression-error.ts'
import type { Json } from './json.ts'
import { ReferenceJq } from './reference.ts'

const CASES = readFileSync(new URL('./agreement-cases.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)

const INPUT: Json = {
  name: 'Ada',
  age: 36,
  tags: ['x', 'y', 'x'],
  nested: { a: { b: [1, 2, { c: null }] }, f: false, z: 0 },
  list: [
    { id: 2, n: 'b', v: 3 },
    { id: 1, n: 'a', v: 1.5 },
    { id: 3, n: 'b', v: null },
  ],
  empty: [],
  eo: {},
  s: 'héllo wörld',
  neg: -3.7,
  t: true,
}

const jq = new ReferenceJq()
after(() => jq.close())

test('every expression of the table gives what real jq gives, or is refused when it is saved', async () => {
  const lanes = { fast: 0, slow: 0, refused: 0 }
  const different: string[] = []
  for (const text of CASES) {
    const { lane } = classify(text)
    lanes[lane] += 1
    if (lane !== 'fast') continue
    const ours = outcome(() => evaluateFast(compileExpression(text), INPUT, {}))
    const theirs = await outcomeOf(() => jq.evaluate(compileExpression(text), INPUT, {}))
    if (ours !== theirs) different.push(`${text}\n  ours   ${ours}\n  theirs ${theirs}`)
  }
  assert.deepEqual(different, [])
  assert.ok(lanes.fast >= 800, `only ${lanes.fast} expressions were compared`)
  assert.ok(lanes.slow >= 5 && lanes.refused >= 15, JSON.stringify(lanes))
})

test('what the table marks as slow is something real jq accepts', async () => {
  for (const text of CASES.filter((text) => classify(text).lane === 'slow'))
    assert.equal(await jq.complaint(compileExpression(text)), null, text)
})

test('variables reach both engines by name', async () => {
  const compiled = compileExpression('$context.steps.build.output.url + $input.suffix')
  const variables = { context: { steps: { build: { output: { url: 'https://a' } } } }, input: { suffix: '/b' } }
  assert.deepEqual(evaluateFast(compiled, null, variables), ['https://a/b'])
  assert.deepEqual(await jq.evaluate(compiled, null, variables), ['https://a/b'])
})

function outcome(run: () => Json[]): string {
  try {
    return sorted(run())
  } catch (error) {
    if (error instanceof ExpressionFailed) return 'error'
    throw error
  }
}

async function outcomeOf(run: () => Promise<Json[]>): Promise<string> {
  try {
    return sorted(await run())
  } catch (error) {
    if (error instanceof ExpressionFailed) return 'error'
    throw error
  }
}

function sorted(value: Json): string {
  return JSON.stringify(value, (_, part: Json) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  )
}
