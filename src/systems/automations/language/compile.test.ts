import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { compile, type Compiled } from './compile.ts'
import { inputOfEvent, startsOf } from './starts.ts'
import { requirementsOf } from './requirements.ts'
import { allTasks } from './task-tree.ts'
import { fitsSchema } from './validation/schema.ts'

const STEP = 'steps:\n  - {id: a, uses: x.y}\n'

function compiled(text: string): Compiled & { document: NonNullable<Compiled['document']> } {
  const result = compile(text)
  assert.ok(result.document !== null, JSON.stringify(result.problems))
  assert.ok(fitsSchema(result.document as unknown as Json), 'breaks the published schema')
  return result as Compiled & { document: NonNullable<Compiled['document']> }
}

/** The innermost task of a name: the action of a step without what lies around it. */
function action(text: string, name = 's'): JsonObject {
  const places = allTasks(compiled(text).document as unknown as JsonObject).filter((place) => place.name === name)
  const { metadata, export: record, ...task } = places.at(-1)!.task
  void metadata
  void record
  return task
}

/** The order in which tasks may run: `;` for one after the other, `|` for side by side. */
function order(text: string): string {
  const list = (items: Json): string =>
    (items as JsonObject[])
      .map((item) => one(item))
      .filter((name) => name !== '')
      .join(';')
  const one = (item: JsonObject): string => {
    const [name, task] = Object.entries(item)[0] as [string, JsonObject]
    if (isObject(task['fork']) && name.startsWith('optimus-'))
      return `(${(task['fork']['branches'] as JsonObject[]).map((branch) => list((Object.values(branch)[0] as JsonObject)['do']!)).join('|')})`
    return name === 'optimus-start' ? '' : name
  }
  return list(compiled(text).document.do as unknown as Json)
}

function steps(...lines: string[]): string {
  return `name: x\nsteps:\n${lines.map((line) => `  - {${line}, uses: x.y}\n`).join('')}`
}

test('steps come one after the other', () => {
  assert.equal(order(steps('id: a', 'id: b', 'id: c')), 'a;b;c')
})

test('steps that need nothing run side by side', () => {
  assert.equal(order(steps('id: a, needs: []', 'id: b, needs: []')), '(a|b)')
})

test('a step without needs waits for everything above', () => {
  assert.equal(order(steps('id: a, needs: []', 'id: b, needs: []', 'id: c', 'id: d')), '(a|b);c;d')
})

test('a diamond', () => {
  assert.equal(order(steps('id: a', 'id: b, needs: [a]', 'id: c, needs: [a]', 'id: d, needs: [b, c]')), 'a;(b|c);d')
})

test('two chains side by side', () => {
  assert.equal(order(steps('id: a, needs: []', 'id: b, needs: [a]', 'id: c, needs: []', 'id: d, needs: [c]', 'id: e')), '(a;b|c;d);e')
})

test('a fork within a branch', () => {
  assert.equal(
    order(steps('id: a', 'id: b, needs: [a]', 'id: c, needs: [b]', 'id: d, needs: [b]', 'id: e, needs: [a]', 'id: f, needs: [c, d, e]')),
    'a;(b;(c|d)|e);f',
  )
})

test('the text may name steps before what they need', () => {
  assert.equal(order(steps('id: b, needs: [a]', 'id: a, needs: []')), 'a;b')
})

test('dependencies that no nesting can say wait a little longer, and a note says so', () => {
  const text = steps('id: a, needs: []', 'id: b, needs: []', 'id: c, needs: [a]', 'id: d, needs: [a, b]')
  assert.equal(order(text), '(a|b);(c|d)')
  assert.deepEqual(compiled(text).notes, ['"c" also waits for "b": nested lists cannot say exactly what it needs.'])
})

test('six hundred steps in twenty chains are arranged', () => {
  const lines = Array.from({ length: 600 }, (_, index) => `id: s${index}, needs: [${index < 20 ? '' : `s${index - 20}`}]`)
  assert.equal(order(steps(...lines)).split('|').length, 20)
})

/** [what, the step, the task] */
const ACTIONS: [string, string, JsonObject][] = [
  ['an operation', 'uses: backups.run\n    with: {plan: p1}', { call: 'backups.run', with: { plan: 'p1' } }],
  ['an operation without input', 'uses: backups.run', { call: 'backups.run' }],
  ['http, short', 'uses: http\n    with: {url: "https://a.b"}', { call: 'http', with: { method: 'get', endpoint: 'https://a.b' } }],
  [
    'http with a sign-in',
    'uses: http\n    with: {method: post, url: "https://a.b", authentication: {basic: {username: u, password: p}}, body: {a: 1}}',
    {
      call: 'http',
      with: {
        method: 'post',
        endpoint: { uri: 'https://a.b', authentication: { basic: { username: 'u', password: 'p' } } },
        body: { a: 1 },
      },
    },
  ],
  [
    'openapi',
    'uses: openapi\n    with: {document: {endpoint: "https://a.b"}, operationId: o}',
    { call: 'openapi', with: { document: { endpoint: 'https://a.b' }, operationId: 'o' } },
  ],
  [
    'mcp',
    'uses: mcp\n    with: {method: tools/list, transport: {http: {endpoint: "https://a.b"}}}',
    { call: 'mcp', with: { method: 'tools/list', transport: { http: { endpoint: 'https://a.b' } } } },
  ],
  [
    'shell',
    'uses: shell\n    with: {command: "ls ${X}", return: all, arguments: [a]}',
    { run: { shell: { command: 'ls ${X}', arguments: ['a'] }, return: 'all' } },
  ],
  [
    'script',
    'uses: script\n    with: {language: python, code: "print(1)", environment: {A: "${ inputs.n }"}}',
    { run: { script: { language: 'python', code: 'print(1)', environment: { A: '${ $context.inputs.n }' } } } },
  ],
  [
    'container',
    'uses: container\n    with: {image: "alpine:3", await: false}',
    { run: { container: { image: 'alpine:3' }, await: false } },
  ],
  ['wait', 'uses: wait\n    with: {for: 1h30m}', { wait: { hours: 1, minutes: 30 } }],
  ['set', 'uses: set\n    with: {a: 1}', { set: { a: 1 } }],
  [
    'emit',
    'uses: emit\n    with: {type: t, data: {a: "${ inputs.n }"}}',
    { emit: { event: { with: { type: 't', data: { a: '${ $context.inputs.n }' } } } } },
  ],
  [
    'listen',
    'uses: listen\n    with: {event: {type: t}, correlate: {k: {from: .data.id}}}',
    { listen: { to: { one: { with: { type: 't' }, correlate: { k: { from: '.data.id' } } } } } },
  ],
  [
    'listen to several',
    'uses: listen\n    with: {to: {any: [{with: {type: t}}]}, read: envelope}',
    { listen: { to: { any: [{ with: { type: 't' } }] }, read: 'envelope' } },
  ],
  ['raise', 'uses: raise\n    with: {type: "https://a.b/e", status: 400}', { raise: { error: { type: 'https://a.b/e', status: 400 } } }],
  [
    'another automation',
    'uses: nightly@1.2.0\n    with: {a: 1}',
    { run: { workflow: { namespace: 'automations', name: 'nightly', version: '1.2.0', input: { a: 1 } } } },
  ],
  [
    'another automation, pinned by hash',
    'uses: ops/nightly@sha256:0a1b',
    { run: { workflow: { namespace: 'ops', name: 'nightly', version: 'sha256:0a1b' } } },
  ],
  ['a function at an address', 'uses: https://a.b/function.yaml', { call: 'https://a.b/function.yaml' }],
  ['a raw task', 'task: {wait: PT1S, then: continue}', { wait: 'PT1S', then: 'continue' }],
]

for (const [what, step, expected] of ACTIONS)
  test(`what a step uses: ${what}`, () => {
    assert.deepEqual(action(`name: x\ninputs: {n: text}\nsteps:\n  - id: s\n    ${step}\n`), expected)
  })

test('a retry is a try with a policy', () => {
  const text =
    'name: x\nsteps:\n  - id: s\n    uses: x.y\n    retry: {times: 4, delay: 2s, backoff: linear, jitter: 1s, on: {status: 503}, when: $error.status > 500, attemptTimeout: 5s, maxDuration: 1m}\n'
  const task = compiled(text).document.do[1]!['s'] as unknown as JsonObject
  assert.deepEqual(task['catch'], {
    errors: { with: { status: 503 } },
    when: '${ $error.status > 500 }',
    retry: {
      delay: { seconds: 2 },
      backoff: { linear: {} },
      limit: { attempt: { count: 4, duration: { seconds: 5 } }, duration: { minutes: 1 } },
      jitter: { from: { milliseconds: 0 }, to: { seconds: 1 } },
    },
  })
})

test('a loop side by side and a queue are functions of the runtime', () => {
  const text =
    'name: x\ninputs: {list: list}\nsteps:\n  - id: s\n    forEach: {in: inputs.list, as: one, parallel: 5}\n    queue: {name: mail, limit: 2, key: $one, rate: {limit: 20, per: 10s}}\n    uses: x.y\n'
  const [outer, middle, inner] = allTasks(compiled(text).document as unknown as JsonObject).filter(({ name }) => name === 's')
  const { do: body, ...loop } = outer!.task['with'] as JsonObject
  assert.equal(outer!.task['call'], 'optimus.forEach:1.0.0@default')
  assert.deepEqual(loop, { each: 'one', at: 'index', in: '${ $context.inputs.list }', parallel: 5 })
  assert.ok(Array.isArray(body))
  const { do: queued, ...queue } = middle!.task['with'] as JsonObject
  assert.equal(middle!.task['call'], 'optimus.enqueue:1.0.0@default')
  assert.deepEqual(queue, { queue: 'mail', limit: 2, key: '${ $one }', rate: { limit: 20, per: { seconds: 10 } } })
  assert.ok(Array.isArray(queued))
  assert.equal(inner!.task['call'], 'x.y')
})

test('an approval asks, waits for its answer within its time, and decides', () => {
  const text =
    'name: x\nsteps:\n  - id: go\n    approve: {people: [ada, bob], quorum: 2, expires: 2h, escalate: {after: 1h, people: [eve]}, message: Ship it?}\n'
  const names = allTasks(compiled(text).document as unknown as JsonObject).map(({ name }) => name)
  assert.deepEqual(
    names.filter((name) => name !== 'optimus-start'),
    ['go', 'request', 'answer', 'decide', 'refuse', 'wait', 'expired'],
  )
})

test('steps of a run with something to undo lie in a try', () => {
  const text =
    'name: x\nsteps:\n  - id: a\n    uses: x.y\n    compensate: {uses: x.undo}\n  - id: b\n    uses: x.y\n    compensate: {uses: x.undo}\n'
  const names = allTasks(compiled(text).document as unknown as JsonObject).map(({ name }) => name)
  assert.deepEqual(names, [
    'optimus-start',
    'optimus-main',
    'a',
    'b',
    'undo-b',
    'undo-a',
    'optimus-rethrow',
    'undo-b',
    'failed',
    'undo-a',
    'failed',
  ])
})

test('the form becomes the schema of the input', () => {
  const text = `name: x\ninputs:\n  env: {type: text, title: Where, required: true, options: [a, b]}\n  n: {type: integer, minimum: 1, maximum: 9, default: 3}\n  day: date\n  tags: {type: list, items: text}\n${STEP}`
  const schema = compiled(text).document.input?.schema as JsonObject | undefined
  assert.deepEqual(schema?.['document'], {
    type: 'object',
    properties: {
      env: { type: 'string', title: 'Where', enum: ['a', 'b'] },
      n: { type: 'integer', default: 3, minimum: 1, maximum: 9 },
      day: { type: 'string', format: 'date' },
      tags: { type: 'array', items: { type: 'string' } },
    },
    required: ['env'],
    additionalProperties: false,
  })
})

test('a schedule, an event and several of them are said in the DSL as far as it can', () => {
  const schedule = (on: string) => compiled(`name: x\non:\n${on}${STEP}`)
  assert.deepEqual(schedule('  - schedule: "0 3 * * *"\n').document.schedule, { cron: '0 3 * * *' })
  assert.deepEqual(schedule('  - schedule: {every: 5m}\n').document.schedule, { every: { minutes: 5 } })
  assert.deepEqual(schedule('  - event: {type: a.b, source: s}\n').document.schedule, {
    on: { one: { with: { type: 'a.b', source: 's' } } },
  })
  assert.deepEqual(schedule('  - event: a.b\n  - event: c.d\n').document.schedule, {
    on: { any: [{ with: { type: 'a.b' } }, { with: { type: 'c.d' } }] },
  })
  assert.deepEqual(schedule('  - manual\n').document.schedule, undefined)
  assert.match(
    schedule('  - schedule: {cron: "0 3 * * *", timezone: Europe/Berlin}\n').notes[0]!,
    /Europe\/Berlin is known to Optimus only/,
  )
})

test('what starts a definition is told the same way for both languages', () => {
  const text = `name: x\ninputs: {who: text}\nsecrets: [S]\non:\n  - schedule: {cron: "0 3 * * *", timezone: Europe/Berlin, catchUp: all}\n  - event: {type: a.b, if: .data.ok}\n    with: {who: "\${ .data.by }"}\n  - webhook: {path: hook, signature: github, secret: S}\n  - file: {path: "docs/**", changes: [created], debounce: 2s}\n  - manual\n${STEP}`
  assert.deepEqual(startsOf(compiled(text).document), [
    { kind: 'schedule', cron: '0 3 * * *', timezone: 'Europe/Berlin', catchUp: 'all' },
    { kind: 'event', type: 'a.b', if: '${ .data.ok }', with: { who: '${ .data.by }' } },
    { kind: 'webhook', path: 'hook', signature: 'github', secret: 'S' },
    { kind: 'file', path: 'docs/**', changes: ['created'], debounce: { seconds: 2 } },
    { kind: 'manual' },
  ])
  const plain =
    "document: {dsl: '1.0.3', namespace: a, name: b, version: 1.0.0}\nschedule: {cron: '0 3 * * *', on: {one: {with: {type: t}}}}\ndo:\n  - a: {set: {x: 1}}\n"
  assert.deepEqual(startsOf(compiled(plain).document), [
    { kind: 'schedule', cron: '0 3 * * *' },
    { kind: 'events', on: { one: { with: { type: 't' } } }, read: 'data' },
  ])
})

test('the input of a run that an event started is a list with the event', () => {
  assert.deepEqual(inputOfEvent({ type: 't' }), [{ type: 't' }])
  assert.deepEqual(inputOfEvent({ type: 't' }, { a: 1 }), [{ type: 't', optimusinputs: { a: 1 } }])
})

test('each step is found in the document and in the text', () => {
  const { sourceMap } = compiled(
    'name: x\nsteps:\n  - id: a\n    uses: x.y\n  - id: g\n    steps:\n      - id: b\n        uses: x.y\n        retry: 2\n',
  )
  assert.deepEqual(sourceMap, {
    a: { task: '/do/1/a', path: ['steps', 0], line: 3 },
    g: { task: '/do/2/g', path: ['steps', 1], line: 5 },
    b: { task: '/do/2/g/do/0/b', path: ['steps', 1, 'steps', 0], line: 7 },
  })
})

test('each task of a plain document is found in its text', () => {
  const text =
    "document: {dsl: '1.0.3', namespace: a, name: b, version: 1.0.0}\ndo:\n  - one: {set: {x: 1}}\n  - two:\n      do:\n        - three: {set: {x: 1}}\n"
  const { sourceMap } = compiled(text)
  assert.deepEqual(
    Object.entries(sourceMap).map(([task, { line }]) => [task, line]),
    [
      ['/do/0/one', 3],
      ['/do/1/two', 4],
      ['/do/1/two/do/0/three', 6],
    ],
  )
})

test('what an automation reaches for is told before it runs', () => {
  const text =
    'name: x\nsecrets: [A]\nsteps:\n  - {id: a, uses: backups.run}\n  - id: b\n    uses: shell\n    with: {command: ls}\n  - id: c\n    uses: container\n    with: {image: "alpine:3"}\n    compensate: {uses: backups.undo}\n  - {id: d, uses: nightly@1.0.0}\n  - id: e\n    uses: openapi\n    with: {document: {endpoint: "https://a.b/api.json"}, operationId: o}\n'
  assert.deepEqual(requirementsOf(compiled(text).document), {
    operations: ['backups.run', 'backups.undo'],
    secrets: ['A'],
    workflows: ['automations/nightly@1.0.0'],
    resources: ['https://a.b/api.json'],
    images: ['alpine:3'],
    processes: ['container', 'shell'],
  })
})

test('the text of the README is an automation without problems', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8')
  const text = readme.split('```yaml\n')[1]!.split('```')[0]!
  assert.deepEqual(compiled(text).problems, [])
})

test('whatever is done to a text, the answer is a document or problems with places', () => {
  const text = readFileSync(new URL('./README.md', import.meta.url), 'utf8')
    .split('```yaml\n')[1]!
    .split('```')[0]!
  const pieces = [
    '{',
    '}',
    '[',
    ':',
    '- ',
    '"',
    '${',
    '}',
    '\n',
    '  ',
    'null',
    '*a',
    '&a ',
    '!x',
    '|',
    '#',
    'needs: ',
    '\t',
    '\u0000',
    'with: []',
  ]
  for (let seed = 0; seed < 400; seed += 1) {
    const at = (seed * 7_919) % text.length
    const broken =
      seed % 3 === 0
        ? text.slice(0, at) + text.slice(at + 1 + (seed % 13))
        : text.slice(0, at) + pieces[seed % pieces.length]! + text.slice(at)
    const { document, problems } = compile(broken)
    assert.equal(
      document === null,
      problems.some(({ severity }) => severity === 'error'),
    )
    assert.ok(problems.every(({ line, column, message }) => line >= 1 && column >= 1 && message.length > 5))
  }
})
