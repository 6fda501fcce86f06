import assert from 'node:assert/strict'
import { add, broken, errors, fail, http, keep, playScenarios, raise, say, until } from '#tests/support/scenario.ts'

/** Scenarios of shapes, order, loops, branches and errors caught. */
playScenarios(
  {
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
    'switch may end everything': {
      do: [{ s: { switch: [{ stop: { then: 'end' } }] } }, { x: say('on') }],
      input: { n: 7 },
      gives: { n: 7 },
    },
    // for
    'for hands the output of a round to the next': {
      do: [
        {
          f: {
            for: { each: 'n', in: '.list' },
            do: [{ a: { set: '${ {list: .list, sum: ((.sum // 0) + $n)} }' } }],
            output: { as: '.sum' },
          },
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
            catch: {
              errors: { with: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication' } },
              do: [{ b: say('down') }],
            },
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
        {
          t: { try: [{ u: { try: [{ a: raise }], catch: { errors: { with: { status: 404 } } } } }], catch: { do: [{ b: say('outer') }] } },
        },
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
          t: {
            try: [{ a: http() }],
            catch: { retry: { delay: { seconds: 2 }, backoff: { linear: {} }, limit: { attempt: { count: 9 } } } },
          },
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
      do: [
        { t: { try: [{ a: http() }], catch: { retry: { exceptWhen: '${ $error.status == 503 }', limit: { attempt: { count: 3 } } } } } },
      ],
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
  },
  65,
)
