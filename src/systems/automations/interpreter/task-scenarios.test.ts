import assert from 'node:assert/strict'
import type { JsonObject } from '#systems/automations/expressions/json.ts'
import { add, broken, errors, event, http, keep, playScenarios, raise, say } from '#tests/support/scenario.ts'

/** Scenarios of raising, waiting, listening, calling, running and queues. */
playScenarios(
  {
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
      do: [
        { l: { listen: { to: { one: { with: { type: 'paid' }, correlate: { order: { from: '.data.order', expect: '${ .id }' } } } } } } },
      ],
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
  },
  55,
)
