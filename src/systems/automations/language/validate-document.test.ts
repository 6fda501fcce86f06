import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validateDocument } from './validate-document.ts'
import type { Surroundings } from './validation/context.ts'
import { UNSUPPORTED } from './validation/unsupported.ts'

const HEAD = `document:
  dsl: '1.0.3'
  namespace: shop
  name: made
  version: 1.0.0
`

/** Problems of a document, with lines counted from the first one after the header. */
function problems(body: string, surroundings: Surroundings = {}): string[] {
  return validateDocument(HEAD + body, surroundings).problems.map(
    ({ line, column, code, message }) => `${line - 5}:${column} ${code} ${message}`,
  )
}

function only(body: string, surroundings: Surroundings = {}): string {
  const found = problems(body, surroundings)
  assert.equal(found.length, 1, found.join('\n'))
  return found[0]!
}

test('a key at the root that nobody knows is an error, though the schema would let it pass', () => {
  assert.equal(
    only('do:\n  - a: {set: {x: 1}}\nschedul: {cron: "* * * * *"}\n'),
    '3:1 unknown-key "schedul" is not known here. Did you mean "schedule"?',
  )
})

const SCHEMA: [string, string, string][] = [
  [
    'a misspelt key of a task',
    'do:\n  - a:\n      cal: http\n',
    '3:7 unknown-key "cal" is not something a task can do (call, do, emit, for, fork, listen, raise, run, set, switch, try, wait). Did you mean "call"?',
  ],
  [
    'a misspelt key in a call',
    'do:\n  - a:\n      call: http\n      with: {method: get, endpoint: "http://x", heders: {}}\n',
    '4:49 unknown-key "heders" is not known here. Did you mean "headers"?',
  ],
  [
    'a misspelt key deep inside of alternatives',
    'do:\n  - a:\n      call: http\n      with:\n        method: get\n        endpoint: {uri: "http://x", authentication: {bearer: {tokn: x}}}\n',
    '6:63 unknown-key "tokn" is not known here. Did you mean "token"?',
  ],
  ['a missing key', 'do:\n  - a:\n      call: http\n      with: {method: get}\n', '4:13 schema "with" needs "endpoint".'],
  ['one of several missing', 'do:\n  - a:\n      run: {}\n', '3:12 schema "run" needs "container", "script", "shell" or "workflow".'],
  ['a wrong type', 'do:\n  - a:\n      wait: 5\n', '3:13 schema "wait" has to be a set of keys or a text.'],
  ['a wrong form', 'do:\n  - a:\n      wait: 5 minutes\n', '3:13 schema "wait" does not have the right form, such as PT30S or PT1H.'],
  [
    'a task with two names',
    'do:\n  - a: {set: {x: 1}}\n    b: {set: {x: 1}}\n',
    '2:5 schema Item 1 of "do" has to have exactly one key, the name.',
  ],
  [
    'a task that does two things',
    'do:\n  - a:\n      set: {x: 1}\n      wait: PT1S\n',
    '4:7 schema A task does one thing; "a" has both "set" and "wait".',
  ],
  [
    'a task that does nothing',
    'do:\n  - a:\n      then: end\n',
    '2:5 schema The task "a" does nothing; give it one of call, do, emit, for, fork, listen, raise, run, set, switch, try, wait.',
  ],
  ['a list that is none', 'do:\n  a: {set: {x: 1}}\n', '2:3 schema "do" has to be a list.'],
  [
    'a value that is none of those allowed',
    'do:\n  - a:\n      run: {shell: {command: ls}, return: stdot}\n',
    '3:43 schema "return" has to be one of stdout, stderr, code, all, none.',
  ],
  [
    'a mistake in an inner list',
    'do:\n  - a:\n      try:\n        - b:\n            wait: {secods: 1}\n      catch: {}\n',
    '5:20 unknown-key "secods" is not known here. Did you mean "seconds"?',
  ],
  [
    'a mistake in a function',
    'use:\n  functions:\n    f:\n      call: http\n      with: {method: get}\ndo:\n  - a: {call: f}\n',
    '5:13 schema "with" needs "endpoint".',
  ],
]

for (const [what, body, expected] of SCHEMA)
  test(`the schema in words: ${what}`, () => {
    assert.equal(only(body), expected)
  })

test('names that point into "use" have to be there', () => {
  const found = problems(
    'use:\n  retries:\n    slow: {delay: PT1S}\ndo:\n  - a:\n      try:\n        - b: {set: {x: 1}}\n      catch: {retry: slw}\n',
  )
  assert.deepEqual(found, [
    '3:5 unused Nothing refers to "slow".',
    '8:22 missing-reference There is no "slw" in use.retries. Did you mean "slow"?',
  ])
})

test('what nobody refers to is a warning', () => {
  const found = problems('use:\n  timeouts:\n    long: {after: PT1H}\ndo:\n  - a: {set: {x: 1}}\n')
  assert.deepEqual(found, ['3:5 unused Nothing refers to "long".'])
  assert.ok(validateDocument(`${HEAD}use:\n  timeouts:\n    long: {after: PT1H}\ndo:\n  - a: {set: {x: 1}}\n`).document !== null)
})

test('each kind of reference is followed', () => {
  assert.match(only('do:\n  - a: {set: {x: 1}, timeout: none}\n'), /^2:\d+ missing-reference There is no "none" in use.timeouts/)
  assert.match(only('do:\n  - a: {raise: {error: nope}}\n'), /missing-reference There is no "nope" in use.errors/)
  assert.match(
    only('do:\n  - a: {call: http, with: {method: get, endpoint: {uri: "http://x", authentication: {use: me}}}}\n'),
    /missing-reference There is no "me" in use.authentications/,
  )
  assert.match(
    only('do:\n  - a: {call: http, with: {method: get, endpoint: {uri: "http://x", authentication: {basic: {use: pw}}}}}\n'),
    /missing-reference There is no "pw" in use.secrets/,
  )
})

test('"then" has to lead to a task of the same list', () => {
  assert.equal(
    only('do:\n  - a: {set: {x: 1}, then: seconf}\n  - second: {set: {x: 1}}\n'),
    '2:28 unreachable-target There is no task "seconf" to go on to. Did you mean "second"?',
  )
  assert.match(
    only('do:\n  - a: {set: {x: 1}, then: inner}\n  - b:\n      do:\n        - inner: {set: {x: 1}}\n'),
    /"inner" lies in another list/,
  )
  assert.match(only('do:\n  - s:\n      switch:\n        - one: {when: .a, then: nowhere}\n'), /^4:33 unreachable-target/)
  assert.match(only('do:\n  - t:\n      try: [{a: {set: {x: 1}}}]\n      catch: {then: gone}\n'), /unreachable-target/)
})

test('a task that no path leads to is a warning', () => {
  assert.deepEqual(problems('do:\n  - a: {set: {x: 1}, then: end}\n  - b: {set: {x: 1}}\n'), [
    '3:5 unreachable-task No path leads to the task "b".',
  ])
})

test('going round for ever without waiting is an error, with waiting a warning, with a way out nothing', () => {
  assert.match(only('do:\n  - a: {set: {x: 1}}\n  - b: {set: {x: 1}, then: a}\n'), /^2:5 endless-loop .*without waiting/)
  assert.match(only('do:\n  - a: {wait: PT1H}\n  - b: {set: {x: 1}, then: a}\n'), /endless-loop .*A schedule is usually/)
  assert.ok(validateDocument(`${HEAD}do:\n  - a: {wait: PT1H}\n  - b: {set: {x: 1}, then: a}\n`).document !== null)
  assert.deepEqual(problems('do:\n  - a: {set: {x: 1}}\n  - b: {switch: [{again: {when: .x, then: a}}]}\n'), [])
  assert.match(only('do:\n  - a: {switch: [{x: {when: .x, then: a}}, {y: {then: a}}]}\n'), /endless-loop/)
})

test('names differ within a list', () => {
  assert.match(only('do:\n  - a: {set: {x: 1}}\n  - a: {set: {x: 2}}\n'), /^3:5 duplicate-task/)
  assert.deepEqual(problems('do:\n  - a: {do: [{a: {set: {x: 1}}}]}\n'), [])
})

test('functions have to be there and must not call themselves', () => {
  const operations = new Set(['backups.run', 'backups.createPlan'])
  assert.equal(
    only('do:\n  - a: {call: backups.rum}\n', { operations }),
    '2:15 missing-function There is no operation "backups.rum". Did you mean "backups.run"?',
  )
  assert.deepEqual(problems('do:\n  - a: {call: backups.run}\n', { operations }), [])
  assert.equal(
    only('use:\n  functions:\n    getPet: {set: {x: 1}}\ndo:\n  - a: {call: getPt}\n'),
    '5:15 missing-function There is no function "getPt" in use.functions. Did you mean "getPet"?',
  )
  assert.match(only('do:\n  - a: {call: "log:1.0.0@global"}\n'), /There is no catalog "global"/)
  assert.match(only('do:\n  - a: {call: "log:1.0.0@default"}\n'), /is not a function of this runtime/)
  assert.deepEqual(problems('do:\n  - a: {call: "https://x.y/function.yaml"}\n'), [])
  assert.match(
    problems('use:\n  functions:\n    f: {call: g}\n    g: {do: [{x: {call: f}}]}\ndo:\n  - a: {call: f}\n')[0]!,
    /^3:5 recursive-function The function "f" calls itself/,
  )
})

test('workflows and secrets are checked where they are known', () => {
  const run = 'do:\n  - a: {run: {workflow: {namespace: shop, name: nightli, version: latest}}}\n'
  assert.match(
    only(run, { workflows: new Set(['shop/nightly']) }),
    /missing-workflow There is no workflow "shop\/nightli". Did you mean "shop\/nightly"\?/,
  )
  assert.match(only('do:\n  - a: {run: {workflow: {namespace: shop, name: made, version: latest}}}\n'), /runs-itself/)
  assert.match(
    only('use: {secrets: [TOKN]}\ndo:\n  - a: {set: {x: 1}}\n', { secrets: new Set(['TOKEN']) }),
    /missing-secret .*Did you mean "TOKEN"/,
  )
})

const REFUSED: [keyof typeof UNSUPPORTED, string, string][] = [
  [
    'unsupported-grpc',
    '3:13',
    'do:\n  - a:\n      call: grpc\n      with: {proto: {endpoint: "http://x"}, service: {name: a, host: b}, method: c}\n',
  ],
  [
    'unsupported-asyncapi',
    '3:13',
    'do:\n  - a:\n      call: asyncapi\n      with: {document: {endpoint: "http://x"}, operation: o, message: {payload: {}}}\n',
  ],
  ['unsupported-a2a', '3:13', 'do:\n  - a:\n      call: a2a\n      with: {method: tasks/get}\n'],
  ['unsupported-expression-language', '1:22', 'evaluate: {language: javascript}\ndo:\n  - a: {set: {x: 1}}\n'],
  ['unsupported-loose-mode', '1:18', 'evaluate: {mode: loose}\ndo:\n  - a: {set: {x: 1}}\n'],
  ['unsupported-schema-format', '1:26', 'input: {schema: {format: avro, document: {}}}\ndo:\n  - a: {set: {x: 1}}\n'],
  ['unsupported-script-language', '3:32', 'do:\n  - a:\n      run: {script: {language: ruby, code: x}}\n'],
  ['unsupported-function-address', '2:15', 'do:\n  - a: {call: "file:///etc/function.yaml"}\n'],
  ['unsupported-duration', '2:15', 'do:\n  - a: {wait: P1M}\n'],
]

for (const [code, place, body] of REFUSED)
  test(`${code} is refused when a document is saved`, () => {
    const [found] = validateDocument(HEAD + body).problems
    assert.equal(found?.code, code)
    assert.equal(found?.message, UNSUPPORTED[code])
    assert.equal(`${found!.line - 5}:${found!.column}`, place)
  })

test('other versions of the DSL are refused', () => {
  const found = validateDocument(`${HEAD.replace('1.0.3', '2.0.0')}do:\n  - a: {set: {x: 1}}\n`).problems
  assert.deepEqual(
    found.map(({ code, line }) => [code, line]),
    [['unsupported-dsl-version', 2]],
  )
})

test('a mistake in an expression is found at its character', () => {
  assert.equal(
    only('do:\n  - a:\n      set: {x: "${ .a | | .b }"}\n'),
    '3:25 expression-syntax A value is expected here, but there is "|".',
  )
  assert.equal(
    only('do:\n  - a:\n      if: .a | lenght > 1\n      set: {x: 1}\n'),
    '3:16 expression-unknown-function There is no function "lenght". Did you mean "length"?',
  )
  assert.match(only('do:\n  - a: {set: {x: "${ now }"}}\n'), /^2:22 expression-forbidden "now" cannot be used/)
})

test('variables have to have a value where they are read', () => {
  assert.match(only('do:\n  - a: {set: {x: "${ $contxt.x }"}}\n'), /\$contxt has no value here. Did you mean "context"\?/)
  assert.match(only('do:\n  - a: {set: {x: "${ $output }"}}\n'), /\$output has no value here; it exists in output.as/)
  assert.deepEqual(problems('do:\n  - a: {set: {x: 1}, output: {as: "$output"}, export: {as: "$context + {a: $output}"}}\n'), [])
  assert.deepEqual(
    problems(
      'do:\n  - a:\n      for: {each: pet, in: .pets, at: n}\n      while: $n < 3\n      do:\n        - b: {set: {x: "${ $pet }"}}\n',
    ),
    [],
  )
  assert.match(
    only('do:\n  - a: {for: {each: pet, in: .pets}, do: [{b: {set: {x: 1}}}]}\n  - c: {set: {x: "${ $pet }"}}\n'),
    /\$pet has no value here/,
  )
  assert.deepEqual(
    problems(
      'do:\n  - a:\n      try: [{b: {set: {x: 1}}}]\n      catch: {as: why, when: $why.status == 500, do: [{c: {set: {x: "${ $why }"}}}]}\n',
    ),
    [],
  )
})

test('secrets go into calls only, by name, and only those that are listed', () => {
  const call = (header: string) => `use: {secrets: [TOKEN]}\ndo:\n  - a: {call: x.y, with: {h: "${header}"}}\n`
  assert.deepEqual(problems(call('${ $secrets.TOKEN }')), [])
  assert.match(only(call('${ $secrets.TOKN }')), /missing-reference .*Did you mean "TOKEN"/)
  assert.match(only(call('${ $secrets }')), /secret-unnamed/)
  assert.match(only(call('${ $secrets[.x] }')), /secret-unnamed/)
  assert.match(only('use: {secrets: [TOKEN]}\ndo:\n  - a: {set: {x: "${ $secrets.TOKEN }"}}\n'), /^3:22 secret-outside-call/)
  assert.match(only('use: {secrets: [TOKEN]}\ndo:\n  - a: {call: x.y, output: {as: "$secrets.TOKEN"}}\n'), /secret-outside-call/)
})

test('an expression within a text is pointed out, because the DSL does not evaluate it', () => {
  assert.match(only('do:\n  - a: {set: {x: "Hello ${ .name }"}}\n'), /^2:18 expression-not-whole/)
  assert.deepEqual(problems('do:\n  - a: {run: {shell: {command: "echo ${HOME}"}}}\n'), [])
})

test('too many tasks and too deep ones are refused', () => {
  const many = Array.from({ length: 2_001 }, (_, index) => `  - t${index}: {wait: PT1S}`).join('\n')
  assert.match(problems(`do:\n${many}\n`)[0]!, /^2002:5 too-large An automation has at most 2000 tasks; this one has 2001/)
  const deep = Array.from({ length: 26 }).reduce<string>((inner) => `{do: [{a: ${inner}}]}`, '{set: {x: 1}}')
  assert.ok(problems(`do:\n  - a: ${deep}\n`).some((problem) => problem.includes('nested at most 24 deep')))
})
