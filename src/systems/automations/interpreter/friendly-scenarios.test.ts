import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Json, JsonObject } from '#systems/automations/expressions/json.ts'
import { textOf } from '#tests/support/automations-app.ts'
import { closeJq, play, type Played, type Script } from '#tests/support/scripted-world.ts'
import { failure } from './failure.ts'

after(closeJq)

const fail = (): Json => {
  throw failure('communication', 'It is down.', { status: 503 })
}
const resolved = (step: string, decision: string): JsonObject => ({
  type: 'optimus.approval.resolved.v1',
  subject: `run-1/${step}`,
  data: { decision },
})
const called = ({ calls }: Played): string[] => calls.map((call) => call.what)
const emit = (id: string, more = ''): string => `- id: ${id}\n  uses: emit\n  with: { type: did.${id} }\n${more}`
const undo = (id: string): string => `  compensate: { uses: emit, with: { type: undid.${id} } }\n`

interface Scenario extends Omit<Script, 'text'> {
  readonly steps: string
  readonly head?: string
  readonly tail?: string
  readonly status?: number
  readonly gives?: Json
  readonly calls?: readonly string[]
  readonly also?: (played: Played) => void
}

const scenarios: Readonly<Record<string, Scenario>> = {
  'steps wait for what they need, and for nothing else': {
    steps:
      '- { id: a, needs: [], uses: http, with: { url: "http://x.test/a" } }\n- { id: b, needs: [], uses: http, with: { url: "http://x.test/b" } }\n- { id: c, needs: [a, b], uses: http, with: { url: "http://x.test/c" } }',
    also: ({ calls, most }) => assert.deepEqual([calls.at(-1)!.name, most], ['c', 2]),
  },
  'later steps read the outputs of earlier ones': {
    steps: '- { id: a, uses: http, with: { url: "http://x.test" } }\n- { id: b, uses: set, with: { n: "${ steps.a.output.n + 1 }" } }',
    answers: { a: () => ({ n: 1 }) },
    tail: 'outputs: { n: "${ steps.b.output.n }" }',
    gives: { n: 2 },
  },
  'inputs have their defaults': {
    head: 'inputs: { n: { type: integer, default: 5 } }\n',
    steps: '- { id: a, uses: set, with: { n: "${ inputs.n }" } }',
    tail: 'outputs: { n: "${ steps.a.output.n }" }',
    gives: { n: 5 },
  },
  'a step whose condition does not hold leaves nothing behind': {
    steps: '- { id: a, if: "false", uses: emit, with: { type: never } }\n- { id: b, uses: set, with: { a: "${ steps.a }" } }',
    tail: 'outputs: { a: "${ steps.b.output.a }" }',
    gives: { a: null },
    calls: [],
  },
  'an approved step goes on': {
    steps: '- { id: ship, approve: { people: [ada, bob], quorum: 2 }, uses: emit, with: { type: shipped } }',
    events: [resolved('ship', 'approved')],
    calls: ['optimus.approval.requested.v1', 'shipped'],
    also: ({ calls }) => assert.deepEqual((calls[0]!.input as JsonObject)['data'], { people: ['ada', 'bob'], quorum: 2 }),
  },
  'a rejected step fails the run': {
    steps: '- { id: ship, approve: { people: [ada] }, uses: emit, with: { type: shipped } }',
    events: [resolved('ship', 'rejected')],
    status: 403,
    calls: ['optimus.approval.requested.v1'],
  },
  'an approval that expires fails the run': {
    steps: '- { id: ship, approve: { people: [ada], expires: 2h }, uses: emit, with: { type: shipped } }',
    status: 403,
    calls: ['optimus.approval.requested.v1'],
  },
  'the answer of another step does not count': {
    steps: '- { id: ship, approve: { people: [ada], expires: 2h }, uses: emit, with: { type: shipped } }',
    events: [resolved('other', 'approved')],
    status: 403,
  },
  'a step may go on without its approval': {
    steps:
      '- { id: ask, approve: { people: [ada], otherwise: continue } }\n- { id: b, uses: emit, with: { type: "${ steps.ask.output.decision }" } }',
    events: [resolved('ask', 'rejected')],
    status: undefined,
  },
  'what was done is undone in reverse when a later step fails': {
    steps: `${emit('a', undo('a'))}${emit('b', undo('b'))}- { id: c, uses: http, with: { url: "http://x.test" } }`,
    answers: { c: fail },
    status: 503,
    calls: ['did.a', 'did.b', 'GET http://x.test', 'undid.b', 'undid.a'],
  },
  'what was not done is not undone': {
    steps: `${emit('a', undo('a'))}- { id: c, uses: http, with: { url: "http://x.test" } }\n${emit('b', undo('b'))}`,
    answers: { c: fail },
    status: 503,
    calls: ['did.a', 'GET http://x.test', 'undid.a'],
  },
  'a failure to undo does not keep the others from being undone': {
    steps: `${emit('a', undo('a'))}${emit('b', '  compensate: { uses: http, with: { url: "http://undo.test" } }\n')}- { id: c, uses: http, with: { url: "http://x.test" } }`,
    answers: { c: fail, 'undo-b': fail },
    status: 503,
    calls: ['did.a', 'did.b', 'GET http://x.test', 'GET http://undo.test', 'undid.a'],
  },
  'nothing is undone when all went well': { steps: `${emit('a', undo('a'))}${emit('b', undo('b'))}`, calls: ['did.a', 'did.b'] },
  'branches that ran side by side are undone too': {
    steps: `- id: a\n  needs: []\n  uses: emit\n  with: { type: did.a }\n${undo('a')}- id: c\n  needs: []\n  steps:\n    - { id: nap, uses: wait, with: { for: 1s } }\n    - { id: bad, uses: http, with: { url: "http://x.test" } }`,
    answers: { bad: fail },
    status: 503,
    also: (played) => assert.equal(called(played).at(-1), 'undid.a'),
  },
  'steps of onFailure run with the error': {
    steps: '- { id: a, uses: http, with: { url: "http://x.test" } }',
    tail: "onFailure:\n  - { id: alarm, uses: emit, with: { type: alarm, data: '${ $error.detail }' } }",
    answers: { a: fail },
    status: 503,
    calls: ['GET http://x.test', 'alarm'],
    also: ({ calls }) => assert.equal((calls[1]!.input as JsonObject)['data'], 'It is down.'),
  },
  'a step may fail and the run goes on': {
    steps:
      '- { id: a, onFailure: continue, uses: http, with: { url: "http://x.test" } }\n- { id: b, uses: set, with: { s: "${ steps.a.error.status }" } }',
    tail: 'outputs: { s: "${ steps.b.output.s }" }',
    answers: { a: fail },
    gives: { s: 503 },
  },
  'a step has its own steps for its failure': {
    steps: '- id: a\n  uses: http\n  with: { url: "http://x.test" }\n  onFailure:\n    - { id: tell, uses: emit, with: { type: told } }',
    answers: { a: fail },
    status: 503,
    calls: ['GET http://x.test', 'told'],
  },
  'a step is tried again': {
    steps: '- { id: a, retry: { times: 2, delay: 1s, backoff: exponential }, uses: http, with: { url: "http://x.test" } }',
    answers: { a: (_request, attempt) => (attempt < 3 ? fail() : 'up') },
    also: ({ slept }) => assert.deepEqual(slept, [1000, 2000]),
  },
  'a retry on certain errors leaves others': {
    steps: '- { id: a, retry: { times: 2, on: { status: 429 } }, uses: http, with: { url: "http://x.test" } }',
    answers: { a: fail },
    status: 503,
    calls: ['GET http://x.test'],
  },
  'a step has its time with all its tries': {
    steps: '- { id: a, timeout: 5s, retry: { times: 9, delay: 4s }, uses: http, with: { url: "http://x.test" } }',
    answers: { a: fail },
    status: 408,
  },
  'forEach runs items one after the other': {
    steps: "- { id: a, forEach: '[1, 2, 3]', uses: http, with: { url: 'http://x.test' } }",
    answers: { a: () => 1 },
    tail: 'outputs: { all: "${ steps.a.output }" }',
    gives: { all: [1, 1, 1] },
    also: ({ most }) => assert.equal(most, 1),
  },
  'forEach runs so many at a time': {
    steps: "- { id: a, forEach: '[range(9)]', parallel: 3, uses: http, with: { url: 'http://x.test' } }",
    answers: { a: () => 1 },
    also: ({ most }) => assert.equal(most, 3),
  },
  'the first of a race wins': {
    steps: '- id: r\n  race:\n    - { id: slow, uses: wait, with: { for: 10s } }\n    - { id: quick, uses: set, with: { won: true } }',
    tail: 'outputs: { r: "${ steps.r.output }" }',
    also: ({ output }) => assert.match(JSON.stringify(output), /won/),
  },
  'a group gives the outputs of its steps': {
    steps: '- id: g\n  steps:\n    - { id: a, uses: set, with: { n: 1 } }\n    - { id: b, uses: set, with: { n: 2 } }',
    tail: 'outputs: { g: "${ steps.g.output }" }',
    gives: { g: { a: { n: 1 }, b: { n: 2 } } },
  },
  'a step in a queue asks for its place': {
    steps: '- { id: a, queue: { name: doors, limit: 2, priority: 3 }, uses: emit, with: { type: did.a } }',
    also: ({ places, given }) => assert.deepEqual([places[0]!.queue, places[0]!.limit, places[0]!.priority, given], ['doors', 2, 3, 1]),
  },
  'the run has its time': { head: 'timeout: 1h\n', steps: '- { id: a, uses: wait, with: { for: 2h } }', status: 408 },
}

for (const [name, scenario] of Object.entries(scenarios)) {
  test(name, async () => {
    const { steps, head = '', tail = '', status } = scenario
    const script: Script = { ...scenario, text: `${textOf('scenario', steps.trimEnd(), head)}${tail}\n` }
    const played = await play(script)
    assert.equal(played.error?.status, status, JSON.stringify(played.error))
    if (scenario.gives !== undefined) assert.deepEqual(played.output, scenario.gives)
    if (scenario.calls) assert.deepEqual(called(played), scenario.calls)
    scenario.also?.(played)
    const replayed = await play({ ...script, answers: {}, events: [] }, played.journal)
    assert.deepEqual([replayed.output, replayed.error?.status, replayed.calls], [played.output, status, []])
  })
}
