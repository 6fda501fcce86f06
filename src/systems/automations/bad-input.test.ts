import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { Problem } from '#kernel/errors.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from './contract.ts'

const app = await startAutomations()
const tenMegabytes = 'x'.repeat(10 * 1024 * 1024)
const server = createServer((_request, response) => response.end(tenMegabytes))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => void server.close())
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** `line code` of each problem that a text is refused with. */
async function refusedWith(text: string): Promise<string[]> {
  const problem = await app.answer(contract.create, { text }).catch((error: unknown) => error)
  assert.ok(problem instanceof Problem, 'it was saved')
  assert.equal(problem.code, 'automations.text_refused')
  const { problems } = problem.more as { problems: { line: number; code: string; message: string }[] }
  assert.ok(problems.every(({ line, message }) => line >= 1 && message.length > 10))
  return problems.map(({ line, code }) => `${line} ${code}`)
}

const step = (more: string) => textOf('bad', `- { id: a, ${more} }`)
const standard = (tasks: string) => `document: { dsl: 1.0.3, namespace: tests, name: bad, version: 1.0.0 }\ndo:\n${tasks}\n`

test('a bad text is refused with its line and the reason, and nothing of it is kept', async () => {
  assert.deepEqual(await refusedWith('name: bad\nsteps:\n  - [\n'), ['4 yaml'])
  assert.deepEqual(await refusedWith(step('needs: [b], uses: set, with: { x: 1 } }\n- { id: b, needs: [a], uses: set, with: { x: 1 }')), [
    '3 cycle',
  ])
  assert.deepEqual(await refusedWith(step('uses: automations.lisst')), ['3 missing-function'])
  assert.deepEqual(await refusedWith(step('uses: set, with: { x: "${ .a | " }')), ['3 expression-syntax'])
  assert.deepEqual(await refusedWith(standard('  - a: { call: http, with: { method: get } }')), ['3 schema'])
  assert.deepEqual(await app.rows('SELECT 1 FROM automations.automation'), [])
})

test('an author who may not do what the text does is told what is missing', async () => {
  const author = { ...app.owner, grants: [{ permission: 'automations:write', projects: 'all' as const }] }
  const text = step('uses: settings.listSecrets')
  const problem = await app.answer(contract.create, { text }, { as: author }).catch((error: unknown) => error)
  assert.ok(problem instanceof Problem)
  assert.equal(problem.code, 'automations.right_missing')
  assert.match(`${problem.message} ${JSON.stringify(problem.more)}`, /settings\.listSecrets|settings:/)
})

test('ten megabytes are refused wherever they come in', async () => {
  await app.save(textOf('big', '- { id: a, uses: set, with: { b: "${ inputs.text }" } }', 'inputs: { text: { type: text, default: a } }\n'))
  assert.equal(await app.refused(contract.create, { text: tenMegabytes }), 'kernel.invalid_input')
  assert.equal(await app.refused(contract.start, { automation: 'big', inputs: { text: tenMegabytes } }), 'automations.input_too_large')
  assert.equal(await app.refused(contract.setState, { key: 'a', value: tenMegabytes }), 'automations.state_too_large')
  assert.deepEqual(await app.rows('SELECT 1 FROM automations.run'), [])
})

test('a step that gets ten megabytes, or an output that is too large, fails with a sentence', async () => {
  const got = await app.carryOut(textOf('gets', `- { id: a, uses: http, with: { url: '${address}/' } }`))
  assert.deepEqual([got.state, got.error?.detail], ['failed', 'The answer has more than 8388608 bytes.'])
  const text = textOf('makes', "- { id: a, uses: set, with: { all: '${ [range(90000)] }' } }")
  const made = await app.carryOut(`${text}outputs: { all: '\${ steps.a.output.all }' }\n`)
  assert.equal(made.state, 'failed')
  assert.match(made.error?.detail ?? '', /at most \d+ are kept/)
})

test('a loop without a way out is refused; one whose way out is never taken, or an expression, ends at a counted bound', async () => {
  assert.deepEqual(await refusedWith(standard('  - a: { set: { n: 1 } }\n  - b: { set: { n: 2 }, then: a }')), ['3 endless-loop'])
  const way = "  - b: { switch: [{ out: { when: '${ .n == 99 }', then: end } }, { again: { then: a } }] }"
  const round = await app.carryOut(standard(`  - a: { set: { n: 1 } }\n${way}`).replace('name: bad', 'name: round'))
  assert.deepEqual([round.state, round.error?.detail], ['failed', 'A run ends after 100000 tasks.'])
  const jq = await app.carryOut(textOf('endless', "- { id: a, uses: set, with: { x: '${ [range(1; infinite)] | length }' } }"))
  assert.equal(jq.state, 'failed')
  assert.match(jq.error?.type ?? '', /expression/)
  const tasks = await app.rows<{ many: number }>('SELECT count(*)::integer AS many FROM automations.task')
  assert.ok(tasks[0]!.many < 10_000, 'a loop does not fill the journal')
})
