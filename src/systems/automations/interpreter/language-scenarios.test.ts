import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Json, JsonObject } from '#systems/automations/expressions/json.ts'
import { closeJq, play, type Played, type Script } from '#tests/support/scripted-world.ts'
import { failure } from './failure.ts'

after(closeJq)

interface Scenario extends Omit<Script, 'text'> {
  readonly do: readonly JsonObject[]
  readonly head?: JsonObject
  readonly gives?: Json
  readonly fails?: { status: number; type?: RegExp; detail?: RegExp; instance?: string }
  readonly also?: (played: Played) => void
}

const errors = 'https://open-workflow-specification.org/spec/1.0.0/errors/'
const broken = { type: 'https://example.test/broken', status: 418, title: 'Broken', detail: 'It broke' }
const raise = { raise: { error: broken } }
const say = (value: Json): JsonObject => ({ set: { said: value } })
const http = (path = 'x', more: JsonObject = {}): JsonObject => ({
  call: 'http',
  with: { method: 'get', endpoint: `http://x.test/${path}`, ...more },
})
const fail = (status: number) => (): Json => {
  throw failure('communication', `It answered ${status}.`, { status })
}
const until =
  (tries: number) =>
  (_request: unknown, attempt: number): Json =>
    attempt < tries ? fail(503)() : attempt
const event = (type: string, data: Json = null, more: JsonObject = {}): JsonObject => ({
  specversion: '1.0',
  id: '1',
  source: 's',
  type,
  data,
  ...more,
})
const add = (n: number): JsonObject => ({ set: '${ . + ' + n + ' }' })
const keep = (key: string): JsonObject => ({ as: `\${ $context + {${key}: .} }` })

const scenarios: Readonly<Record<string, Scenario>> = {
  // set, input and output
  'set gives its value': { do: [{ a: say(1) }], gives: { said: 1 } },
  'set evaluates expressions anywhere in its value': {
    do: [{ a: { set: { x: ['${ .n }', { y: '${ .n * 2 }' }] } } }],
    input: { n: 3 },
    gives: { x: [3, { y: 6 }] },
  },
  'set may be one expression': { do: [{ a: { set: '${ {n: (.n + 1)} }' } }], input: { n: 1 }, gives: { n: 2 } },
  'a text that is not an expression as a whole stays': {
    do: [{ a: say('n is ${ .n }') }],
    input: { n: 1 },
    gives: { said: 'n is ${ .n }' },
  },
  'each output is the next input': { do: [{ a: { set: '${ 1 }' } }, { b: add(2) }, { c: add(3) }], gives: 6 },
  'the input of the workflow is shaped': { do: [{ a: add(1) }], head: { input: { from: '${ .n }' } }, input: { n: 1 }, gives: 2 },
  'the input of the workflow fits its schema': {
    do: [{ a: say(1) }],
    head: { input: { schema: { document: { type: 'object', required: ['n'] } } } },
    input: { n: 1 },
    gives: { said: 1 },
  },
  'an input that does not fit fails with its place': {
    do: [{ a: say(1) }],
    head: { input: { schema: { document: { type: 'object', properties: { n: { type: 'integer' } } } } } },
    input: { n: 'x' },
    fails: { status: 400, type: /validation$/, detail: /\/n must be integer/ },
  },
  'the input of a task is shaped': {
    do: [{ a: { input: { from: '${ .deep.n }' }, set: '${ . * 2 }' } }],
    input: { deep: { n: 4 } },
    gives: 8,
  },
  'the input of a task is held against its schema before it is shaped': {
    do: [{ a: { input: { schema: { document: { type: 'array' } }, from: '${ .[0] }' }, set: '${ . }' } }],
    input: { n: 1 },
    fails: { status: 400, instance: '/do/0/a' },
  },
  'the output of a task is shaped': { do: [{ a: { set: { n: 5 }, output: { as: '${ .n }' } } }], gives: 5 },
  'output.as sees the input too': { do: [{ a: { set: { n: 5 }, output: { as: '${ .n + $input.m }' } } }], input: { m: 2 }, gives: 7 },
  'output.as may be a template': { do: [{ a: { set: { n: 5 }, output: { as: { twice: '${ .n * 2 }' } } } }], gives: { twice: 10 } },
  'an output that does not fit its schema fails': {
    do: [{ a: { set: { n: 5 }, output: { schema: { document: { type: 'string' } } } } }],
    fails: { status: 400, type: /validation$/ },
  },
  'the output of the workflow is shaped': { do: [{ a: say('hi') }], head: { output: { as: '${ .said }' } }, gives: 'hi' },
  'the output of the workflow is held against its schema': {
    do: [{ a: say('hi') }],
    head: { output: { schema: { document: { type: 'number' } } } },
    fails: { status: 400 },
  },
  // export and context
  'export makes the context': {
    do: [{ a: { set: { n: 1 }, export: { as: '${ {first: .n} }' } } }, { b: { set: '${ $context.first + 1 }' } }],
    gives: 2,
  },
  'export adds to the context': {
    do: [{ a: { set: '${ 1 }', export: keep('a') } }, { b: { set: '${ 2 }', export: keep('b') } }, { c: { set: '${ $context }' } }],
    gives: { a: 1, b: 2 },
  },
  'a context that does not fit its schema fails': {
    do: [{ a: { set: { n: 1 }, export: { as: '${ . }', schema: { document: { type: 'array' } } } } }],
    fails: { status: 400 },
  },
  'tasks in a do export into the same context': {
    do: [{ a: { do: [{ b: { set: '${ 3 }', export: keep('b') } }] } }, { c: { set: '${ $context.b }' } }],
    gives: 3,
  },
  // if, switch and then
  'a task whose condition does not hold passes its input on': {
    do: [{ a: { if: '${ .n > 1 }', ...say(1) } }],
    input: { n: 1 },
    gives: { n: 1 },
    also: ({ noted }) => assert.equal(noted.get('a'), 'skipped'),
  },
  'a task whose condition holds runs': { do: [{ a: { if: '.n == 1', ...say('yes') } }], input: { n: 1 }, gives: { said: 'yes' } },
  'nothing is no condition that holds': { do: [{ a: { if: '.missing', ...say(1) } }], input: { n: 1 }, gives: { n: 1 } },
  'then goes to a task by its name': { do: [{ a: { ...add(1), then: 'c' } }, { b: add(10) }, { c: add(100) }], input: 0, gives: 101 },
  'then exit ends the list': {
    do: [{ outer: { do: [{ a: { ...add(1), then: 'exit' } }, { b: add(10) }] } }, { c: add(100) }],
    input: 0,
    gives: 101,
  },
  'then end ends the workflow from inside': {
    do: [{ outer: { do: [{ a: { ...add(1), then: 'end' } }] } }, { c: add(100) }],
    head: { output: { as: '${ {n: .} }' } },
    input: 0,
    gives: { n: 1 },
  },
  'then goes back until a condition ends it': {
    do: [
      { a: add(1) },
      { b: { switch: [{ again: { when: '. < 5', then: 'a' } }, { else: { then: 'continue' } }] } },
      { c: { set: '${ {n: .} }' } },
    ],
    input: 0,
    gives: { n: 5 },
  },
  'switch takes the first case that holds': {
    do: [
      { s: { switch: [{ one: { when: '.n == 1', then: 'x' } }, { two: { when: '.n > 0', then: 'y' } }] } },
      { x: { ...say('x'), then: 'end' } },
      { y: say('y') },
    ],
    input: { n: 1 },
    gives: { said: 'x' },
  },
  'switch takes the case without a condition': {
    do: [
      { s: { switch: [{ one: { when: '.n == 1', then: 'x' } }, { other: { then: 'y' } }] } },
      { x: { ...say('x'), then: 'end' } },
      { y: say('y') },
    ],
    input: { n: 7 },
    gives: { said: 'y' },
  },
  'switch goes on when no case holds': {
    do: [{ s: { switch: [{ one: { when: '.n == 1', then: 'end' } }] } }, { x: say('on') }],
    input: { n: 7 },
    gives: { said: 'on' },
  },
  'switch may end everything': { do: [{ s: { switch: [{ stop: { then: 'end' } }] } }, { x: say('on') }], input: { n: 7 }, gives: { n: 7 } },
  // for
  'for hands the output of a round to the next': {
    do: [
      {
        f: { for: { each: 'n', in: '.list' }, do: [{ a: { set: '${ {list: .list, sum: ((.sum // 0) + $n)} }' } }], output: { as: '.sum' } },
      },
    ],
    input: { list: [1, 2, 3] },
    gives: 6,
  },
  'for counts rounds': {
    do: [
      {
        f: {
          for: { each: 'n', at: 'i', in: '${ ["a", "b"] }' },
          do: [{ a: { set: '${ (if type == "array" then . else [] end) + [$i] }' } }],
        },
      },
    ],
    input: {},
    gives: [0, 1],
  },
  'for names its item by itself': { do: [{ f: { for: { in: '${ [7] }' }, do: [{ a: { set: '${ $item + $index }' } }] } }], gives: 7 },
  'for ends when its condition no longer holds': {
    do: [{ f: { for: { each: 'n', in: '[1, 2, 3, 4]' }, while: '. < 3', do: [{ a: { set: '${ . + $n }' } }] } }],
    input: 0,
    gives: 3,
  },
  'for without rounds gives its input': { do: [{ f: { for: { in: '[]' }, do: [{ a: say(1) }] } }], input: { n: 1 }, gives: { n: 1 } },
  'for takes a list as it is written': {
    do: [{ f: { for: { each: 'n', in: [{ n: 1 }, { n: '${ .n }' }] }, do: [{ a: { set: '${ {n: $n.n} }' } }] } }],
    input: { n: 9 },
    gives: { n: 9 },
  },
  'for refuses what is no list': {
    do: [{ f: { for: { in: '.n' }, do: [{ a: say(1) }] } }],
    input: { n: 3 },
    fails: { status: 400, detail: /no list but number 3/ },
  },
  'for in for sees both items': {
    do: [
      {
        f: {
          for: { each: 'a', in: '[1, 2]' },
          do: [{ g: { for: { each: 'b', in: '[10, 20]' }, do: [{ h: { set: '${ . + $a * $b }' } }] } }],
        },
      },
    ],
    input: 0,
    gives: 90,
  },
  // fork
  'fork gives the outputs of its branches in their order': {
    do: [{ f: { fork: { branches: [{ a: { ...http('slow') } }, { b: say('b') }] } } }],
    answers: { a: () => 'a' },
    gives: ['a', { said: 'b' }],
  },
  'branches each get the input': { do: [{ f: { fork: { branches: [{ a: add(1) }, { b: add(2) }] } } }], input: 10, gives: [11, 12] },
  'branches that compete give the first': {
    do: [
      {
        f: {
          fork: {
            compete: true,
            branches: [
              { a: { do: [{ w: { wait: { seconds: 5 } } }, { x: say('slow') }] } },
              { b: { do: [{ v: { wait: { seconds: 1 } } }, { y: say('quick') }] } },
            ],
          },
        },
      },
    ],
    gives: { said: 'quick' },
  },
  'a branch that fails fails the fork, and the others are stopped': {
    do: [{ f: { fork: { branches: [{ a: raise }, { b: { do: [{ w: { wait: { hours: 1 } } }, { never: http() }] } }] } } }],
    fails: { status: 418 },
    also: ({ calls }) => assert.equal(calls.length, 0),
  },
  'of branches that compete one may fail': {
    do: [{ f: { fork: { compete: true, branches: [{ a: raise }, { b: say('b') }] } } }],
    gives: { said: 'b' },
  },
  'when all that compete fail, the last failure counts': {
    do: [{ f: { fork: { compete: true, branches: [{ a: raise }, { b: raise }] } } }],
    fails: { status: 418 },
  },
  'what branches export is there after them': {
    do: [
      { f: { fork: { branches: [{ a: { set: '${ 1 }', export: keep('a') } }, { b: { set: '${ 2 }', export: keep('b') } }] } } },
      { c: { set: '${ $context }' } },
    ],
    gives: { a: 1, b: 2 },
  },
  'branches do not see what others export': {
    do: [{ f: { fork: { branches: [{ a: { set: '${ 1 }', export: keep('a') } }, { b: { set: '${ $context.a }' } }] } } }],
    gives: [1, null],
  },
  'catch sees what branches of a failed fork had exported': {
    do: [
      {
        t: {
          try: [
            {
              f: {
                fork: {
                  branches: [{ a: { ...http(), export: keep('a') } }, { b: { do: [{ w: { wait: { seconds: 1 } } }, { x: raise }] } }],
                },
              },
            },
          ],
          catch: { do: [{ c: { set: '${ $context }' } }] },
        },
      },
    ],
    answers: { a: () => 1 },
    gives: { a: 1 },
  },
  // try, catch and retry
  'catch takes errors of its type': {
    do: [{ t: { try: [{ a: raise }], catch: { errors: { with: { type: broken.type } }, do: [{ b: say('caught') }] } } }],
    gives: { said: 'caught' },
  },
  'catch lets other errors go on': {
    do: [{ t: { try: [{ a: raise }], catch: { errors: { with: { type: `${errors}timeout` } }, do: [{ b: say('caught') }] } } }],
    fails: { status: 418, instance: '/do/0/t/try/0/a' },
  },
  'catch tells errors by their status': {
    do: [{ t: { try: [{ a: http() }], catch: { errors: { with: { status: 503 } }, do: [{ b: say('down') }] } } }],
    answers: { a: fail(503) },
    gives: { said: 'down' },
  },
  'older names of standard errors are the same': {
    do: [
      {
        t: {
          try: [{ a: http() }],
          catch: { errors: { with: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication' } }, do: [{ b: say('down') }] },
        },
      },
    ],
    answers: { a: fail(500) },
    gives: { said: 'down' },
  },
  'catch names the error': {
    do: [{ t: { try: [{ a: raise }], catch: { as: 'oops', do: [{ b: { set: '${ $oops.detail }' } }] } } }],
    gives: 'It broke',
  },
  'catch looks at its condition': {
    do: [{ t: { try: [{ a: raise }], catch: { when: '${ $error.status == 500 }', do: [{ b: say('caught') }] } } }],
    fails: { status: 418 },
  },
  'catch leaves out what is excepted': {
    do: [{ t: { try: [{ a: raise }], catch: { exceptWhen: '${ $error.status == 418 }', do: [{ b: say('caught') }] } } }],
    fails: { status: 418 },
  },
  'catch without tasks swallows the error and gives the input': {
    do: [{ t: { try: [{ a: raise }], catch: {} } }],
    input: { n: 1 },
    gives: { n: 1 },
  },
  'catch may go elsewhere': {
    do: [{ t: { try: [{ a: raise }], catch: { then: 'z' } } }, { y: { ...say('y'), then: 'end' } }, { z: say('z') }],
    gives: { said: 'z' },
  },
  'without an error nothing is caught': {
    do: [{ t: { try: [{ a: say('fine') }], catch: { do: [{ b: say('caught') }] } } }],
    gives: { said: 'fine' },
  },
  'an error in catch goes on': {
    do: [{ t: { try: [{ a: raise }], catch: { do: [{ b: { raise: { error: { ...broken, status: 500 } } } }] } } }],
    fails: { status: 500, instance: '/do/0/t/catch/do/0/b' },
  },
  'the outer catch takes what the inner one leaves': {
    do: [
      { t: { try: [{ u: { try: [{ a: raise }], catch: { errors: { with: { status: 404 } } } } }], catch: { do: [{ b: say('outer') }] } } },
    ],
    gives: { said: 'outer' },
  },
  'a retry tries until it succeeds': {
    do: [{ t: { try: [{ a: http() }], catch: { retry: { delay: { seconds: 1 }, limit: { attempt: { count: 5 } } } } } }],
    answers: { a: until(3) },
    gives: 3,
    also: ({ slept, calls }) => assert.deepEqual([slept, new Set(calls.map((call) => call.key)).size], [[1000, 1000], 1]),
  },
  'a retry that is used up raises the error': {
    do: [{ t: { try: [{ a: http() }], catch: { retry: { limit: { attempt: { count: 2 } } } } } }],
    answers: { a: fail(503) },
    fails: { status: 503 },
    also: ({ calls }) => assert.equal(calls.length, 3),
  },
  'a retry that is used up leads to the tasks of catch': {
    do: [{ t: { try: [{ a: http() }], catch: { retry: { limit: { attempt: { count: 1 } } }, do: [{ b: say('gave up') }] } } }],
    answers: { a: fail(503) },
    gives: { said: 'gave up' },
  },
  'delays grow exponentially': {
    do: [
      {
        t: {
          try: [{ a: http() }],
          catch: { retry: { delay: { seconds: 1 }, backoff: { exponential: {} }, limit: { attempt: { count: 9 } } } },
        },
      },
    ],
    answers: { a: until(4) },
    gives: 4,
    also: ({ slept }) => assert.deepEqual(slept, [1000, 2000, 4000]),
  },
  'delays grow by the same step': {
    do: [
      {
        t: { try: [{ a: http() }], catch: { retry: { delay: { seconds: 2 }, backoff: { linear: {} }, limit: { attempt: { count: 9 } } } } },
      },
    ],
    answers: { a: until(4) },
    gives: 4,
    also: ({ slept }) => assert.deepEqual(slept, [2000, 4000, 6000]),
  },
  'jitter is added between its bounds': {
    do: [
      {
        t: {
          try: [{ a: http() }],
          catch: {
            retry: {
              delay: { seconds: 1 },
              jitter: { from: { milliseconds: 100 }, to: { milliseconds: 300 } },
              limit: { attempt: { count: 9 } },
            },
          },
        },
      },
    ],
    answers: { a: until(2) },
    gives: 2,
    also: ({ slept }) => assert.deepEqual(slept, [1200]),
  },
  'a retry ends with its time': {
    do: [{ t: { try: [{ a: http() }], catch: { retry: { delay: { seconds: 10 }, limit: { duration: { seconds: 25 } } } } } }],
    answers: { a: fail(503) },
    fails: { status: 503 },
    also: ({ calls }) => assert.equal(calls.length, 3),
  },
  'a retry looks at its condition': {
    do: [{ t: { try: [{ a: http() }], catch: { retry: { when: '${ $error.status == 429 }', limit: { attempt: { count: 3 } } } } } }],
    answers: { a: fail(503) },
    fails: { status: 503 },
    also: ({ calls }) => assert.equal(calls.length, 1),
  },
  'a retry leaves out what is excepted': {
    do: [{ t: { try: [{ a: http() }], catch: { retry: { exceptWhen: '${ $error.status == 503 }', limit: { attempt: { count: 3 } } } } } }],
    answers: { a: fail(503) },
    fails: { status: 503 },
    also: ({ calls }) => assert.equal(calls.length, 1),
  },
  'a retry is named in use': {
    do: [{ t: { try: [{ a: http() }], catch: { retry: 'often' } } }],
    head: { use: { retries: { often: { limit: { attempt: { count: 4 } } } } } },
    answers: { a: until(5) },
    gives: 5,
  },
  'each try has its own time': {
    do: [
      { t: { try: [{ w: { wait: { seconds: 9 } } }], catch: { retry: { limit: { attempt: { count: 1, duration: { seconds: 2 } } } } } } },
    ],
    fails: { status: 408 },
  },
  'what was done in an earlier try is done again in the next': {
    do: [{ t: { try: [{ a: http() }, { b: http() }], catch: { retry: { limit: { attempt: { count: 3 } } } } } }],
    answers: { b: until(2) },
    gives: 2,
    also: ({ calls }) =>
      assert.deepEqual(
        calls.map((call) => call.name),
        ['a', 'b', 'a', 'b'],
      ),
  },
  // raise
  'raise ends the workflow with its error and its place': {
    do: [{ a: raise }],
    fails: { status: 418, type: /broken$/, detail: /^It broke$/, instance: '/do/0/a' },
  },
  'raise takes an error from use': {
    do: [{ a: { raise: { error: 'gone' } } }],
    head: { use: { errors: { gone: { type: 'https://example.test/gone', status: 410 } } } },
    fails: { status: 410, type: /gone$/ },
  },
  'raise evaluates its error': {
    do: [{ a: { raise: { error: { ...broken, detail: '${ "Order \\(.id) is lost" }' } } } }],
    input: { id: 7 },
    fails: { status: 418, detail: /^Order 7 is lost$/ },
  },
  // wait and timeouts
  'wait takes its time and passes its input on': {
    do: [{ w: { wait: { minutes: 2 } } }],
    input: { n: 1 },
    gives: { n: 1 },
    also: ({ slept }) => assert.deepEqual(slept, [120_000]),
  },
  'wait takes a time as text': { do: [{ w: { wait: 'PT1M30S' } }], gives: {}, also: ({ slept }) => assert.deepEqual(slept, [90_000]) },
  'wait takes a time from data': {
    do: [{ w: { wait: '${ .pause }' } }],
    input: { pause: 'PT5S' },
    gives: { pause: 'PT5S' },
    also: ({ slept }) => assert.deepEqual(slept, [5000]),
  },
  'wait refuses what is no time': {
    do: [{ w: { wait: '${ .pause }' } }],
    input: { pause: 'soon' },
    fails: { status: 400, detail: /"soon" is no length of time/ },
  },
  'a task that takes too long fails': {
    do: [{ d: { timeout: { after: { seconds: 1 } }, do: [{ w: { wait: { seconds: 9 } } }] } }],
    fails: { status: 408, type: /timeout$/, instance: '/do/0/d' },
  },
  'a task that is in time does not': {
    do: [{ d: { timeout: { after: { seconds: 9 } }, do: [{ w: { wait: { seconds: 1 } } }, { a: say('in time') }] } }],
    gives: { said: 'in time' },
  },
  'a timeout is named in use': {
    do: [{ d: { timeout: 'short', do: [{ w: { wait: { seconds: 9 } } }] } }],
    head: { use: { timeouts: { short: { after: { seconds: 1 } } } } },
    fails: { status: 408 },
  },
  'the workflow has a time too': {
    do: [{ w: { wait: { hours: 9 } } }],
    head: { timeout: { after: { hours: 1 } } },
    fails: { status: 408 },
  },
  'a timeout is caught like any error': {
    do: [
      {
        t: {
          try: [{ d: { timeout: { after: { seconds: 1 } }, do: [{ w: { wait: { seconds: 9 } } }] } }],
          catch: { errors: { with: { type: `${errors}timeout`, status: 408 } }, do: [{ b: say('late') }] },
        },
      },
    ],
    gives: { said: 'late' },
  },
  // emit and listen
  'emit tells an event': {
    do: [{ e: { emit: { event: { with: { type: 'order.placed', source: 'https://shop.test', data: { id: '${ .id }' } } } } } }],
    input: { id: 7 },
    also: ({ calls }) =>
      assert.deepEqual(
        [calls[0]!.what, calls[0]!.input],
        ['order.placed', { type: 'order.placed', source: 'https://shop.test', data: { id: 7 } }],
      ),
  },
  'an effect bears the same key each time': {
    do: [{ e: { emit: { event: { with: { type: 'a' } } } } }],
    also: ({ calls }) => assert.equal(calls[0]!.key, 'run-1:/do/0/e'),
  },
  'listen to one gives its data in a list': {
    do: [{ l: { listen: { to: { one: { with: { type: 'b' } } } } } }],
    events: [event('a', 1), event('b', 2)],
    gives: [2],
  },
  'listen judges data with an expression': {
    do: [{ l: { listen: { to: { one: { with: { type: 't', data: '${ .degrees > 38 }' } } } } } }],
    events: [event('t', { degrees: 37 }), event('t', { degrees: 39 })],
    gives: [{ degrees: 39 }],
  },
  'listen compares every attribute': {
    do: [{ l: { listen: { to: { one: { with: { type: 't', source: 'right' } } } } } }],
    events: [event('t', 1, { source: 'wrong' }), event('t', 2, { source: 'right' })],
    gives: [2],
  },
  'listen to any takes the first that fits one of them': {
    do: [{ l: { listen: { to: { any: [{ with: { type: 'b' } }, { with: { type: 'a' } }] } } } }],
    events: [event('x', 0), event('a', 1), event('b', 2)],
    gives: [1],
  },
  'listen to any of none takes whatever comes': { do: [{ l: { listen: { to: { any: [] } } } }], events: [event('x', 5)], gives: [5] },
  'listen to all takes one for each, in their order': {
    do: [{ l: { listen: { to: { all: [{ with: { type: 'a' } }, { with: { type: 'b' } }] } } } }],
    events: [event('b', 2), event('b', 3), event('a', 1)],
    gives: [1, 2],
  },
  'listen reads envelopes': {
    do: [{ l: { listen: { to: { one: { with: { type: 'a' } } }, read: 'envelope' } } }],
    events: [event('a', 1)],
    gives: [event('a', 1)],
  },
  'listen correlates with what is expected': {
    do: [{ l: { listen: { to: { one: { with: { type: 'paid' }, correlate: { order: { from: '.data.order', expect: '${ .id }' } } } } } } }],
    input: { id: 7 },
    events: [event('paid', { order: 6 }), event('paid', { order: 7 })],
    gives: [{ order: 7 }],
  },
  'listen correlates events with each other': {
    do: [
      {
        l: {
          listen: {
            to: {
              all: [
                { with: { type: 't' }, correlate: { room: { from: '.room' } } },
                { with: { type: 'h' }, correlate: { room: { from: '.room' } } },
              ],
            },
          },
        },
      },
    ],
    events: [event('t', 1, { room: 'a' }), event('h', 2, { room: 'b' }), event('h', 3, { room: 'a' })],
    gives: [1, 3],
  },
  'listen goes on until a condition holds': {
    do: [{ l: { listen: { to: { any: [{ with: { type: 'a' } }], until: '${ (. | length) == 2 }' } } } }],
    events: [event('a', 1), event('b', 9), event('a', 2), event('a', 3)],
    gives: [1, 2],
  },
  'listen goes on until an event ends it': {
    do: [{ l: { listen: { to: { any: [{ with: { type: 'a' } }], until: { one: { with: { type: 'stop' } } } } } } }],
    events: [event('a', 1), event('a', 2), event('stop'), event('a', 3)],
    gives: [1, 2],
  },
  'listen handles events one by one': {
    do: [
      {
        l: {
          listen: { to: { any: [{ with: { type: 'a' } }], until: { one: { with: { type: 'stop' } } } } },
          foreach: { item: 'it', at: 'i', do: [{ x: { set: '${ $it * 10 + $i }' } }] },
        },
      },
    ],
    events: [event('a', 1), event('a', 2), event('stop')],
    gives: [10, 21],
  },
  'listen shapes what each event gives': {
    do: [
      {
        l: {
          listen: { to: { one: { with: { type: 'a' } } } },
          foreach: { do: [{ x: { set: { n: '${ $item }' } } }], output: { as: '${ .n + 1 }' } },
        },
      },
    ],
    events: [event('a', 1)],
    gives: [2],
  },
  'listen fails when its time is over': {
    do: [{ l: { listen: { to: { one: { with: { type: 'never' } } } }, timeout: { after: { minutes: 1 } } } }],
    fails: { status: 408, type: /timeout$/ },
  },
  'an event is taken once': {
    do: [
      { l: { listen: { to: { one: { with: { type: 'a' } } } }, export: keep('first') } },
      { m: { listen: { to: { one: { with: { type: 'a' } } } } } },
      { x: { set: '${ [$context.first, .] }' } },
    ],
    events: [event('a', 1), event('a', 2)],
    gives: [[1], [2]],
  },
  'an event that came early is still there': {
    do: [{ l: { listen: { to: { one: { with: { type: 'b' } } } } } }, { m: { listen: { to: { one: { with: { type: 'a' } } } } } }],
    events: [event('a', 1), event('b', 2)],
    gives: [1],
  },
  // calls and processes
  'a call evaluates its definition': {
    do: [{ c: http('x', { headers: { x: '${ .h }' }, query: { q: '${ .q }' } }) }],
    input: { h: 'H', q: 2 },
    answers: { c: (request) => (request.input as JsonObject)['query']! },
    gives: { q: 2 },
  },
  'a call of an operation is named by its id': {
    do: [{ c: { call: 'backups.run', with: { plan: '${ .p }' } } }],
    input: { p: 'nightly' },
    also: ({ calls }) =>
      assert.deepEqual([calls[0]!.kind, calls[0]!.what, calls[0]!.input], ['operation', 'backups.run', { plan: 'nightly' }]),
  },
  'a function of the document gets what it is called with': {
    do: [{ c: { call: 'double', with: { n: '${ .n }' } } }],
    head: { use: { functions: { double: { set: '${ .n * 2 }' } } } },
    input: { n: 4 },
    gives: 8,
  },
  'functions call functions': {
    do: [{ c: { call: 'outer', with: { n: 1 } } }],
    head: { use: { functions: { inner: { set: '${ .n + 1 }' }, outer: { call: 'inner', with: { n: '${ .n + 10 }' } } } } },
    gives: 12,
  },
  'a function holds its input against its schema': {
    do: [{ c: { call: 'strict', with: { n: 'x' } } }],
    head: {
      use: { functions: { strict: { input: { schema: { document: { properties: { n: { type: 'integer' } } } } }, set: '${ . }' } } },
    },
    fails: { status: 400, type: /validation$/ },
  },
  'a function at an address is read once and run': {
    do: [{ c: { call: 'https://x.test/f.yaml', with: { n: 2 } } }],
    answers: { c: () => ({ set: '${ .n + 40 }' }) },
    gives: 42,
  },
  'a function of a catalog has its address there': {
    do: [{ c: { call: 'log:1.0.0@tools', with: {} } }],
    head: { use: { catalogs: { tools: { endpoint: 'https://x.test/catalog/' } } } },
    answers: { c: () => ({ set: { done: true } }) },
    gives: { done: true },
    also: ({ calls }) => assert.equal(calls[0]!.what, 'https://x.test/catalog/functions/log/1.0.0/function.yaml'),
  },
  'a secret shows as its name': {
    do: [{ c: http('x', { headers: { t: '${ $secrets.TOKEN }' } }) }],
    head: { use: { secrets: ['TOKEN'] } },
    also: ({ calls }) => assert.deepEqual((calls[0]!.input as JsonObject)['headers'], { t: '[secret TOKEN]' }),
  },
  'a command stays as it is written': {
    do: [{ r: { run: { shell: { command: 'echo ${ .n }', environment: { N: '${ .n }' } } } } }],
    input: { n: 5 },
    also: ({ calls }) =>
      assert.deepEqual(
        [(calls[0]!.input as JsonObject)['command'], (calls[0]!.input as JsonObject)['environment']],
        ['echo ${ .n }', { N: 5 }],
      ),
  },
  'code gets its data by arguments and stdin': {
    do: [
      {
        r: {
          run: { script: { language: 'js', code: 'x', arguments: ['${ .n }'], stdin: '${ .n }' } },
          return: 'all',
        } as unknown as JsonObject,
      },
    ].map(({ r }) => ({ r: { run: { script: (r as { run: JsonObject }).run['script']!, return: 'all' } } })),
    input: { n: 5 },
    also: ({ calls }) =>
      assert.deepEqual([(calls[0]!.input as JsonObject)['arguments'], (calls[0]!.input as JsonObject)['return']], [[5], 'all']),
  },
  'a container is named by its image': {
    do: [{ r: { run: { container: { image: 'alpine:3' } } } }],
    also: ({ calls }) => assert.deepEqual([calls[0]!.kind, calls[0]!.what], ['container', 'alpine:3']),
  },
  'a workflow gets the input that is written, or that of the task': {
    do: [
      { r: { run: { workflow: { namespace: 'a', name: 'b', version: '1', input: { x: '${ .n }' } } } } },
      { s: { run: { workflow: { namespace: 'a', name: 'b', version: '1' } } } },
    ],
    input: { n: 5 },
    answers: { r: () => ({ from: 'r' }) },
    also: ({ calls }) =>
      assert.deepEqual(
        calls.map((call) => call.input),
        [{ x: 5 }, { from: 'r' }],
      ),
  },
  // extensions
  'an extension comes before': {
    do: [{ a: add(1) }],
    head: { use: { extensions: [{ x: { extend: 'set', before: [{ b: add(10) }] } }] } },
    input: 0,
    gives: 1,
  },
  'an extension comes after and shapes the output': {
    do: [{ a: add(1) }],
    head: { use: { extensions: [{ x: { extend: 'set', after: [{ b: add(10) }] } }] } },
    input: 0,
    gives: 11,
  },
  'an extension stands for the task when it exits': {
    do: [{ c: http() }],
    head: { use: { extensions: [{ mock: { extend: 'call', before: [{ m: { ...say('mock'), then: 'exit' } }] } }] } },
    gives: { said: 'mock' },
    also: ({ calls }) => assert.equal(calls.length, 0),
  },
  'an extension looks at its condition': {
    do: [{ c: http() }],
    head: {
      use: {
        extensions: [
          {
            mock: {
              extend: 'call',
              when: '($task.with.endpoint | startswith("http://other"))',
              before: [{ m: { ...say('mock'), then: 'exit' } }],
            },
          },
        ],
      },
    },
    answers: { c: () => 'real' },
    gives: 'real',
  },
  'an extension leaves other kinds alone': {
    do: [{ a: say(1) }],
    head: { use: { extensions: [{ x: { extend: 'call', after: [{ b: say(2) }] } }] } },
    gives: { said: 1 },
  },
  'an extension of all does not extend itself': {
    do: [{ a: add(1) }],
    head: { use: { extensions: [{ x: { extend: 'all', after: [{ b: add(10) }] } }] } },
    input: 0,
    gives: 11,
  },
  // expressions
  'expressions know the workflow and the task': {
    do: [{ a: { set: '${ [$workflow.id, $workflow.definition.document.name, $task.name, $task.reference, $runtime.name] }' } }],
    gives: ['run-1', 'scenario', 'a', '/do/0/a', 'optimus'],
  },
  'the time is recorded when it is read': {
    do: [{ a: { set: '${ $runtime.now }' } }],
    gives: '2026-01-01T00:00:00.000Z',
    also: ({ journal }) => assert.ok(journal.recorded('/do/0/a?now')),
  },
  'what real jq answers is recorded': {
    do: [{ a: { set: '${ .x | test("^a+$") }' } }],
    input: { x: 'aaa' },
    gives: true,
    also: ({ journal }) => assert.equal([...journal.outcomes.keys()].filter((key) => key.startsWith('/do/0/a?')).length, 1),
  },
  'an expression that breaks says where and why': {
    do: [{ a: { set: '${ .x.y }' } }],
    input: { x: 'text' },
    fails: { status: 400, type: /expression$/, detail: /\.x\.y/, instance: '/do/0/a' },
  },
  'an expression gives one value': {
    do: [{ a: { set: '${ .x[] }' } }],
    input: { x: [1, 2] },
    fails: { status: 400, detail: /gives 2 results/ },
  },
  // functions of the runtime
  'forEach gives outputs in the order of the items': {
    do: [{ f: { call: 'optimus.forEach:1.0.0@default', with: { in: '[3, 1, 2]', parallel: 2, do: [{ x: http() }] } } }],
    answers: { x: (request) => (request.place.key.includes('#0') ? 'a' : request.place.key.includes('#1') ? 'b' : 'c') },
    gives: ['a', 'b', 'c'],
    also: ({ most }) => assert.equal(most, 2),
  },
  'forEach has no more at once than it says, and no less': {
    do: [{ f: { call: 'optimus.forEach:1.0.0@default', with: { in: '[range(20)]', parallel: 5, do: [{ x: http() }] } } }],
    answers: { x: () => 1 },
    gives: Array.from({ length: 20 }, () => 1),
    also: ({ most }) => assert.equal(most, 5),
  },
  'forEach stops at its condition': {
    do: [
      {
        f: {
          call: 'optimus.forEach:1.0.0@default',
          with: { in: '[1, 2, 9, 3]', parallel: 1, while: '$item < 5', do: [{ x: { set: '${ $item }' } }] },
        },
      },
    ],
    gives: [1, 2],
  },
  'forEach fails with the first item that does': {
    do: [
      {
        f: {
          call: 'optimus.forEach:1.0.0@default',
          with: {
            in: '[1, 2, 3]',
            parallel: 1,
            do: [{ s: { switch: [{ bad: { when: '$item == 2', then: 'x' } }, { ok: { then: 'exit' } }] } }, { x: raise }],
          },
        },
      },
    ],
    fails: { status: 418 },
  },
  'forEach refuses what is no list': {
    do: [{ f: { call: 'optimus.forEach:1.0.0@default', with: { in: '.n', do: [{ x: say(1) }] } } }],
    input: { n: 1 },
    fails: { status: 400, detail: /no list/ },
  },
  'enqueue asks for its place with what it says': {
    do: [
      {
        q: {
          call: 'optimus.enqueue:1.0.0@default',
          with: {
            queue: 'doors',
            limit: 3,
            key: '${ .k }',
            keyLimit: 1,
            priority: 7,
            rate: { limit: 20, per: { seconds: 10 } },
            do: [{ x: say(1) }],
          },
        },
      },
    ],
    input: { k: 'front' },
    gives: { said: 1 },
    also: ({ places, given }) =>
      assert.deepEqual(
        [places, given],
        [
          [
            {
              queue: 'doors',
              key: 'front',
              limit: 3,
              keyLimit: 1,
              rate: { count: 20, milliseconds: 10_000 },
              priority: 7,
              deduplicate: null,
              whenBusy: 'queue',
            },
          ],
          1,
        ],
      ),
  },
  'enqueue gives its place back when its tasks fail': {
    do: [{ q: { call: 'optimus.enqueue:1.0.0@default', with: { queue: 'doors', do: [{ x: raise }] } } }],
    fails: { status: 418 },
    also: ({ given }) => assert.equal(given, 1),
  },
  'enqueue leaves out what is under way already': {
    do: [{ q: { call: 'optimus.enqueue:1.0.0@default', with: { queue: 'doors', deduplicate: '${ "twice" }', do: [{ x: http() }] } } }],
    gives: null,
    also: ({ calls }) => assert.equal(calls.length, 0),
  },
}

test('there are scenarios for every feature of the language', () =>
  assert.ok(Object.keys(scenarios).length >= 120, String(Object.keys(scenarios).length)))

for (const [name, scenario] of Object.entries(scenarios)) {
  test(name, async () => {
    const document = { dsl: '1.0.3', namespace: 'tests', name: 'scenario', version: '1.0.0' }
    const script: Script = { ...scenario, text: JSON.stringify({ document, ...scenario.head, do: scenario.do }) }
    const played = await play(script)
    check(scenario, played)
    scenario.also?.(played)
    // A second execution finds what the first one recorded, does nothing again, and comes to the same end.
    const replayed = await play({ ...script, answers: {}, events: [] }, played.journal.outcomes)
    check(scenario, replayed)
    assert.deepEqual(replayed.calls, [])
  })
}

function check({ gives, fails }: Scenario, { output, error }: Played): void {
  if (fails === undefined) {
    assert.equal(error, undefined, JSON.stringify(error))
    if (gives !== undefined) assert.deepEqual(output, gives)
    return
  }
  assert.ok(error, `It gave ${JSON.stringify(output)}`)
  assert.equal(error.status, fails.status, JSON.stringify(error))
  if (fails.type) assert.match(error.type, fails.type)
  if (fails.detail) assert.match(error.detail ?? '', fails.detail)
  if (fails.instance) assert.equal(error.instance, fails.instance)
}
