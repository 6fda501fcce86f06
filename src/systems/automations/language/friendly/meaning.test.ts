import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileExpression, evaluateFast, singleResult } from '../../expressions/compile-expression.ts'
import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { expressionOf, fillTemplate } from '../../expressions/template.ts'
import { compile } from '../compile.ts'
import { SYSTEM_FUNCTIONS } from '../system-functions.ts'

// A small interpreter of the DSL, just enough to see that what the compiler makes means what the text says. Branches
// of a fork get a context of their own or share one: both have to come out the same.

interface Run {
  context: Json
  readonly shared: boolean
  readonly log: string[]
  readonly handlers: Record<string, (input: JsonObject, attempt: number) => Json>
  readonly attempts: Map<string, number>
}

interface Frame {
  readonly variables: Record<string, Json>
  readonly run: Run
}

class Raised extends Error {
  readonly error: JsonObject
  constructor(error: JsonObject) {
    super(String(error['title'] ?? error['type']))
    this.error = error
  }
}

class Ended extends Error {}

function value(text: string, input: Json, frame: Frame, more: Record<string, Json> = {}): Json {
  const variables = {
    context: frame.run.context,
    input,
    workflow: { id: 'run-1' },
    secrets: { TOKEN: 's3cret' },
    task: {},
    runtime: {},
    authorization: null,
    ...frame.variables,
    ...more,
  }
  return singleResult(evaluateFast(compileExpression(expressionOf(text)), input, variables))
}

async function fill(template: Json, input: Json, frame: Frame): Promise<Json> {
  return fillTemplate(template, (text) => value(text, input, frame))
}

async function runList(list: Json, input: Json, frame: Frame): Promise<Json> {
  const items = list as JsonObject[]
  let current = input
  for (let index = 0; index < items.length; index += 1) {
    const [name, task] = Object.entries(items[index]!)[0] as [string, JsonObject]
    const { output, then } = await runTask(name, task, current, frame)
    current = output
    if (then === 'exit') return current
    if (then === 'end') throw new Ended()
    if (then !== undefined && then !== 'continue') index = items.findIndex((item) => Object.hasOwn(item, then)) - 1
  }
  return current
}

async function runTask(name: string, task: JsonObject, raw: Json, frame: Frame): Promise<{ output: Json; then?: string }> {
  if (typeof task['if'] === 'string' && !isTrue(value(task['if'], raw, frame))) return { output: raw }
  const from = isObject(task['input']) ? (task['input']['from'] as string) : undefined
  const input = from === undefined ? raw : value(from, raw, frame)
  const { result, then } = await perform(name, task, input, frame)
  const as = isObject(task['output']) ? task['output']['as'] : undefined
  const output =
    as === undefined ? result : typeof as === 'string' ? value(as, result, frame, { input }) : await fill(as as Json, result, frame)
  if (isObject(task['export'])) frame.run.context = value(task['export']['as'] as string, output, frame, { input, output })
  const own = typeof task['then'] === 'string' ? task['then'] : undefined
  return { output, ...((then ?? own) ? { then: (then ?? own)! } : {}) }
}

function isTrue(found: Json): boolean {
  return found !== null && found !== false
}

async function perform(name: string, task: JsonObject, input: Json, frame: Frame): Promise<{ result: Json; then?: string }> {
  if (task['for'] !== undefined) return { result: await runFor(task, input, frame) }
  if (task['try'] !== undefined) return runTry(task, input, frame)
  if (task['do'] !== undefined) return { result: await runList(task['do'], input, frame) }
  if (isObject(task['fork'])) return { result: await runFork(task['fork'], input, frame) }
  if (task['set'] !== undefined)
    return { result: typeof task['set'] === 'string' ? value(task['set'], input, frame) : await fill(task['set'], input, frame) }
  if (Array.isArray(task['switch'])) return runSwitch(task['switch'], input, frame)
  if (isObject(task['raise'])) throw new Raised((await fill((task['raise']['error'] ?? null) as Json, input, frame)) as JsonObject)
  if (isObject(task['emit'])) return { result: await emitted(task['emit'], input, frame) }
  if (isObject(task['listen'])) return { result: [handle('listen', {}, frame)] }
  return { result: await call(name, task, input, frame) }
}

async function emitted(emit: JsonObject, input: Json, frame: Frame): Promise<Json> {
  const event = (await fill(emit['event']!, input, frame)) as JsonObject
  frame.run.log.push(`emit ${String((event['with'] as JsonObject)['type'])}`)
  return input
}

async function call(name: string, task: JsonObject, input: Json, frame: Frame): Promise<Json> {
  const values = isObject(task['with']) ? task['with'] : {}
  if (task['call'] === SYSTEM_FUNCTIONS.enqueue) return runList(values['do']!, input, frame)
  if (task['call'] === SYSTEM_FUNCTIONS.forEach) {
    const items = value(values['in'] as string, input, frame) as Json[]
    const results: Json[] = []
    for (const [index, item] of items.entries())
      results.push(
        await runList(values['do']!, input, within(frame, { [values['each'] as string]: item, [values['at'] as string]: index })),
      )
    return results
  }
  const operation = typeof task['call'] === 'string' ? task['call'] : Object.keys(task['run'] as JsonObject)[0]!
  const filled = (await fill(
    task['call'] === undefined ? ((task['run'] as JsonObject)[operation] as Json) : values,
    input,
    frame,
  )) as JsonObject
  frame.run.log.push(`${name}${Object.keys(filled).length > 0 && operation.includes('.') ? ` ${JSON.stringify(filled)}` : ''}`)
  return handle(name, filled, frame)
}

function handle(name: string, filled: JsonObject, { run }: Frame): Json {
  const attempt = (run.attempts.get(name) ?? 0) + 1
  run.attempts.set(name, attempt)
  return run.handlers[name]?.(filled, attempt) ?? { done: name }
}

function within(frame: Frame, variables: Record<string, Json>): Frame {
  return { run: frame.run, variables: { ...frame.variables, ...variables } }
}

async function runFor(task: JsonObject, input: Json, frame: Frame): Promise<Json> {
  const head = task['for'] as JsonObject
  const items = value(head['in'] as string, input, frame) as Json[]
  let current = input
  for (const [index, item] of items.entries()) {
    const inner = within(frame, { [head['each'] as string]: item, [head['at'] as string]: index })
    if (typeof task['while'] === 'string' && !isTrue(value(task['while'], current, inner))) break
    current = await runList(task['do']!, current, inner)
  }
  return current
}

async function runTry(task: JsonObject, input: Json, frame: Frame): Promise<{ result: Json; then?: string }> {
  const handler = task['catch'] as JsonObject
  const retry = isObject(handler['retry']) ? ((handler['retry']['limit'] as JsonObject)['attempt'] as JsonObject)['count'] : 0
  for (let tried = 0; ; tried += 1) {
    try {
      return { result: await runList(task['try']!, input, frame) }
    } catch (thrown) {
      if (!(thrown instanceof Raised)) throw thrown
      if (tried < Number(retry)) continue
      const filter = isObject(handler['errors']) ? (handler['errors']['with'] as JsonObject) : {}
      const matches = Object.entries(filter).every(([key, wanted]) => thrown.error[key] === wanted)
      if (!matches || handler['do'] === undefined) throw thrown
      return { result: await runList(handler['do'], input, within(frame, { [(handler['as'] as string) ?? 'error']: thrown.error })) }
    }
  }
}

async function runFork(fork: JsonObject, input: Json, frame: Frame): Promise<Json> {
  const branches = fork['branches'] as JsonObject[]
  const results: Json[] = []
  for (const branch of branches) {
    const before = frame.run.context
    results.push(await runList([branch], input, frame))
    if (!frame.run.shared) frame.run.context = before
    if (fork['compete'] === true) return results[0]!
  }
  return results
}

function runSwitch(cases: Json[], input: Json, frame: Frame): { result: Json; then?: string } {
  for (const item of cases) {
    const found = Object.values(item as JsonObject)[0] as JsonObject
    if (found['when'] === undefined || isTrue(value(found['when'] as string, input, frame)))
      return { result: input, then: found['then'] as string }
  }
  return { result: input }
}

interface Outcome {
  readonly output: Json
  readonly log: string[]
  readonly context: JsonObject
  readonly error: JsonObject | null
}

async function runText(text: string, given: { input?: Json; handlers?: Run['handlers']; shared?: boolean } = {}): Promise<Outcome> {
  const { document, problems } = compile(text)
  assert.ok(document !== null, JSON.stringify(problems))
  const run: Run = { context: null, shared: given.shared ?? false, log: [], handlers: given.handlers ?? {}, attempts: new Map() }
  const frame: Frame = { run, variables: {} }
  try {
    const last = await runList(document.do as unknown as Json, given.input ?? null, frame)
    const output = await fill((document.output?.as ?? null) as Json, last, frame)
    return { output, log: run.log, context: run.context as JsonObject, error: null }
  } catch (thrown) {
    if (!(thrown instanceof Raised)) throw thrown
    return { output: null, log: run.log, context: run.context as JsonObject, error: thrown.error }
  }
}

const fail = (title: string): never => {
  throw new Raised({ type: 'https://example.com/errors/broken', status: 502, title, detail: `${title} detail`, instance: '/do/0' })
}

test('steps run in the order of the text and read what came before', async () => {
  const { log, output } = await runText(
    `name: a\nsteps:\n  - id: one\n    uses: x.first\n  - id: two\n    uses: x.second\n    with: {got: "\${ steps.one.output.n + 1 }"}\noutputs:\n  n: \${ steps.two.output.got }\n`,
    { handlers: { one: () => ({ n: 41 }), two: (input) => ({ got: input['got']! }) } },
  )
  assert.deepEqual(log, ['one', 'two {"got":42}'])
  assert.deepEqual(output, { n: 42 })
})

const DIAMOND = `name: a
steps:
  - id: build
    uses: x.build
  - id: unit-test
    uses: x.test
    needs: [build]
    with: {from: "\${ steps.build.output.done }"}
  - id: lint
    uses: x.lint
    needs: [build]
  - id: ship
    uses: x.ship
    needs: [unit-test, lint]
    with: {tests: "\${ steps.unit-test.output.done }", lint: "\${ steps.lint.output.done }"}
outputs:
  all: \${ steps | keys }
`

for (const shared of [true, false])
  test(`what branches did is there after them, whether they share a context (${shared}) or not`, async () => {
    const { log, output } = await runText(DIAMOND, { shared })
    assert.deepEqual(log, ['build', 'unit-test {"from":"build"}', 'lint', 'ship {"tests":"unit-test","lint":"lint"}'])
    assert.deepEqual(output, { all: ['build', 'lint', 'ship', 'unit-test'] })
  })

test('inputs have their defaults, and a form overrides them', async () => {
  const text = `name: a\ninputs:\n  env: {type: text, default: staging}\n  n: {type: integer, default: 3}\nsteps:\n  - id: s\n    uses: x.y\n    with: {env: "\${ inputs.env }", n: "\${ inputs.n }"}\n`
  assert.deepEqual((await runText(text)).log, ['s {"env":"staging","n":3}'])
  assert.deepEqual((await runText(text, { input: { env: 'production' } })).log, ['s {"env":"production","n":3}'])
})

test('an event brings itself and the inputs that its trigger gives', async () => {
  const text = `name: a\ninputs:\n  env: {type: text, default: staging}\non:\n  - event: github.push\n    with: {env: "\${ .data.branch }"}\nsteps:\n  - id: s\n    uses: x.y\n    with: {env: "\${ inputs.env }", who: "\${ trigger.data.author }"}\n`
  const event = { type: 'github.push', data: { branch: 'main', author: 'ada' } }
  assert.deepEqual((await runText(text, { input: [{ ...event, optimusinputs: { env: 'main' } }] })).log, ['s {"env":"main","who":"ada"}'])
  assert.deepEqual((await runText(text, { input: [event] })).log, ['s {"env":"staging","who":"ada"}'])
})

test('a step whose condition does not hold is skipped and has no output', async () => {
  const text = `name: a\nsteps:\n  - id: one\n    uses: x.y\n    if: inputs.go == true\n  - id: two\n    uses: x.z\n    with: {one: "\${ steps.one.output }"}\ninputs:\n  go: boolean\n`
  assert.deepEqual((await runText(text, { input: { go: false } })).log, ['two {"one":null}'])
  assert.deepEqual((await runText(text, { input: { go: true } })).log, ['one', 'two {"one":{"done":"one"}}'])
})

for (const parallel of ['', '\n    parallel: 4'])
  test(`a loop gives the list of its outputs${parallel === '' ? '' : ', side by side too'}`, async () => {
    const text = `name: a\nsteps:\n  - id: each\n    forEach: '[3, 4]'${parallel}\n    uses: x.y\n    with: {n: "\${ $item }", at: "\${ $index }"}\noutputs:\n  all: \${ steps.each.output }\n`
    const { output } = await runText(text, { handlers: { each: (input) => Number(input['n']) * 10 + Number(input['at']) } })
    assert.deepEqual(output, { all: [30, 41] })
  })

test('a loop over nothing gives an empty list, and stops where its condition ends', async () => {
  const loop = (items: string) =>
    `name: a\nsteps:\n  - id: each\n    forEach: {in: '${items}', as: n, while: $n < 3}\n    uses: x.y\n    with: {n: "\${ $n }"}\noutputs:\n  all: \${ steps.each.output }\n`
  const handlers = { each: (input: JsonObject) => input['n']! }
  assert.deepEqual((await runText(loop('[]'), { handlers })).output, { all: [] })
  assert.deepEqual((await runText(loop('[1, 2, 3, 4]'), { handlers })).output, { all: [1, 2] })
})

test('a group gives the outputs of its steps, and later steps read those too', async () => {
  const text = `name: a\nsteps:\n  - id: g\n    steps:\n      - id: one\n        uses: x.y\n      - id: two\n        uses: x.z\n  - id: after\n    uses: x.w\n    with: {group: "\${ steps.g.output.two.done }", inner: "\${ steps.one.output.done }"}\n`
  assert.deepEqual((await runText(text)).log, ['one', 'two', 'after {"group":"two","inner":"one"}'])
})

test('a race gives the output of the winner', async () => {
  const text = `name: a\nsteps:\n  - id: r\n    race:\n      - id: one\n        uses: x.y\n      - id: two\n        uses: x.z\noutputs:\n  won: \${ steps.r.output.done }\n`
  assert.deepEqual((await runText(text)).output, { won: 'one' })
})

test('a step is tried again as often as it says, and then fails', async () => {
  const text = `name: a\nsteps:\n  - id: s\n    uses: x.y\n    retry: 2\noutputs:\n  n: \${ steps.s.output }\n`
  const flaky = (until: number) => ({ s: (_: JsonObject, attempt: number) => (attempt < until ? fail('flaky') : attempt) })
  assert.deepEqual((await runText(text, { handlers: flaky(3) })).output, { n: 3 })
  assert.equal((await runText(text, { handlers: flaky(4) })).error?.['title'], 'flaky')
})

test('a step that may fail leaves its error, and the run goes on', async () => {
  const text = `name: a\nsteps:\n  - id: s\n    uses: x.y\n    onFailure: continue\n  - id: after\n    uses: x.z\n    with: {why: "\${ steps.s.error.title }", out: "\${ steps.s.output }"}\n`
  const { log, error } = await runText(text, { handlers: { s: () => fail('broken') } })
  assert.deepEqual(log, ['s', 'after {"why":"broken","out":null}'])
  assert.equal(error, null)
})

test('steps for a failure run, then the failure goes on', async () => {
  const text = `name: a\nsteps:\n  - id: s\n    uses: x.y\n    onFailure:\n      - id: tell\n        uses: x.tell\n        with: {why: "\${ $error.detail }"}\n  - id: never\n    uses: x.z\n`
  const { log, error } = await runText(text, { handlers: { s: () => fail('broken') } })
  assert.deepEqual(log, ['s', 'tell {"why":"broken detail"}'])
  assert.equal(error?.['title'], 'broken')
})

const SAGA = `name: a
steps:
  - id: one
    uses: x.one
    compensate: {uses: x.undo, with: {n: "\${ steps.one.output.done }"}}
  - id: skipped
    uses: x.skip
    if: "false"
    compensate: {uses: x.undo, with: {n: skipped}}
  - id: two
    uses: x.two
    compensate: {uses: x.undo, with: {n: "\${ steps.two.output.done }"}}
  - id: three
    uses: x.three
    compensate: {uses: x.undo, with: {n: three}}
onFailure:
  - id: report
    uses: x.report
    with: {why: "\${ $error.title }"}
`

test('a run that fails undoes what was done, the latest first, reports, and fails', async () => {
  const { log, error } = await runText(SAGA, { handlers: { three: () => fail('third') } })
  assert.deepEqual(log, ['one', 'two', 'three', 'undo-two {"n":"two"}', 'undo-one {"n":"one"}', 'report {"why":"third"}'])
  assert.equal(error?.['title'], 'third')
})

test('what cannot be undone does not keep the rest from being undone', async () => {
  const { log, context } = await runText(SAGA, { handlers: { three: () => fail('third'), 'undo-two': () => fail('stuck') } })
  assert.deepEqual(log.slice(3), ['undo-two {"n":"two"}', 'undo-one {"n":"one"}', 'report {"why":"third"}'])
  assert.equal((context['undoErrors'] as Record<string, JsonObject>)['two']?.['title'], 'stuck')
})

test('a run that goes well undoes nothing', async () => {
  assert.deepEqual((await runText(SAGA)).log, ['one', 'two', 'three'])
})

const APPROVED = `name: a\nsteps:\n  - id: go\n    approve: {people: [ada], quorum: 1, expires: 1h}\n    uses: x.y\n`

test('an approved step runs, and asks first', async () => {
  const { log } = await runText(APPROVED, { handlers: { listen: () => ({ decision: 'approved', by: ['ada'] }) } })
  assert.deepEqual(log, ['emit optimus.approval.requested.v1', 'go'])
})

test('a rejected or expired approval fails the step with a reason', async () => {
  const rejected = await runText(APPROVED, { handlers: { listen: () => ({ decision: 'rejected' }) } })
  assert.equal(rejected.error?.['detail'], 'The step go was not approved: rejected')
  const timeout = (): never => {
    throw new Raised({ type: 'https://open-workflow-specification.org/spec/1.0.0/errors/timeout', status: 408 })
  }
  const expired = await runText(APPROVED, { handlers: { listen: timeout } })
  assert.equal(expired.error?.['detail'], 'The step go was not approved: expired')
  assert.deepEqual(expired.log, ['emit optimus.approval.requested.v1'])
})

test('an approval that only asks leaves the decision to the steps after it', async () => {
  const text = `name: a\nsteps:\n  - id: ask\n    approve: {people: [ada], otherwise: continue}\n  - id: after\n    uses: x.y\n    if: steps.ask.output.decision == "rejected"\n    with: {by: "\${ steps.ask.output.by }"}\n`
  const { log } = await runText(text, { handlers: { listen: () => ({ decision: 'rejected', by: 'ada' }) } })
  assert.deepEqual(log, ['emit optimus.approval.requested.v1', 'after {"by":"ada"}'])
})

test('a queue passes the output through', async () => {
  const text = `name: a\nsteps:\n  - id: s\n    queue: {name: mail, limit: 2, key: inputs.who}\n    uses: x.y\noutputs:\n  n: \${ steps.s.output.done }\ninputs:\n  who: text\n`
  assert.deepEqual((await runText(text)).output, { n: 's' })
})

test('text with expressions in it is put together, secrets and quotes included', async () => {
  const text = `name: a\nsecrets: [TOKEN]\nsteps:\n  - id: s\n    uses: x.y\n    with: {a: 'Bearer \${ secrets.TOKEN } "q" \\n', b: "$\${not}"}\n`
  assert.deepEqual((await runText(text)).log, ['s {"a":"Bearer s3cret \\"q\\" \\\\n","b":"${not}"}'])
})

test('commands stay as they are written', async () => {
  const { document } = compile('name: a\nsteps:\n  - id: s\n    uses: shell\n    with: {command: "echo ${HOME} ${ x }"}\n')
  assert.ok(JSON.stringify(document).includes('"command":"echo ${HOME} ${ x }"'))
})
