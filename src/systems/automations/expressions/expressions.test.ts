import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { classify, compileExpression, evaluateFast, singleResult } from './compile-expression.ts'
import { ExpressionFailed, ExpressionLimit, ExpressionRefused } from './expression-error.ts'
import type { Json } from './json.ts'
import { evaluateExpression } from './evaluate-expression.ts'
import { ReferenceJq } from './reference.ts'
import { cutText, expressionIn, expressionOf, fillTemplate, findExpressions } from './template.ts'

const jq = new ReferenceJq()
after(() => jq.close())

test('a mistake is refused with the offset of the text that does not fit', () => {
  const cases: [string, number, RegExp][] = [
    ['.a | | .b', 5, /A value is expected here, but there is "\|"/],
    ['.list[0', 7, /"]" is expected here, but the expression ends/.source ? /expected here, but the expression ends/ : /x/],
    ["'x'", 0, /double quotes/],
    ['.a && .b', 3, /"&" has no meaning/],
    ['1 < 2 < 3', 6, /do not chain/],
    ['"abc', 0, /no closing quote/],
    ['"a\\qb"', 2, /not an escape/],
    ['(1))', 3, /too many/],
    ['', 0, /empty/],
    ['.a as x | 1', 6, /variable such as/],
  ]
  for (const [text, offset, message] of cases) {
    const found = classify(text)
    assert.equal(found.lane, 'refused', text)
    assert.ok(found.lane === 'refused' && message.test(found.reason), `${text}: ${JSON.stringify(found)}`)
    assert.equal(found.lane === 'refused' && found.offset, offset, text)
  }
})

test('unknown functions come with a suggestion or with what to write instead', () => {
  const reason = (text: string): string => {
    const found = classify(text)
    return found.lane === 'refused' ? found.reason : found.lane
  }
  assert.match(reason('.a | lenght'), /Did you mean "length"\?/)
  assert.match(reason('map(.a; .b)'), /"map" takes 1 arguments, not 2/)
  assert.match(reason('.a | trim'), /write gsub/)
  assert.match(reason('@base46'), /Did you mean "@?base64/)
  assert.match(reason('break $out'), /no "label \$out"/)
})

test('what depends on the clock, the machine or other inputs is refused with the reason', () => {
  for (const text of [
    'now',
    'env.PATH',
    '$ENV.PATH',
    'input',
    'inputs',
    '[inputs]',
    'input_filename',
    'localtime',
    'halt',
    'debug',
    '$__loc__',
    'def f: now; f',
    '"\\(now)"',
  ]) {
    const found = classify(text)
    assert.ok(found.lane === 'refused' && found.code === 'forbidden', text)
  }
  assert.equal(classify('def now: 1; now').lane, 'fast')
  assert.equal(classify('{now: 1} | .now').lane, 'fast')
})

test('endless and oversized work is stopped at a counted bound', () => {
  const run = (text: string) => evaluateFast(compileExpression(text), null, {})
  const endless = [
    'def f: f; f',
    'def f: [f]; f',
    'def f: f | f; f',

    '[range(1000000000)]',
    '"x" * 1000000000',
    'reduce range(100) as $i ("x"; . + .)',
    'reduce range(100) as $i ([1]; . + .)',
    'reduce range(60) as $i ({a: 1}; {a: ., b: .}) | tojson',
    '0 | until(false; . + 1)',
    '[recurse(.)]',
    '[0 | while(true; . + 1)]',
    'last(range(1000000000))',
    '[[range(1000)] | combinations(3)]',
    '.[100000000] = 1',
    'path(recurse(.a?))',
    '[limit(1000000; 0 | recurse(. + 1))]',
    'first(def f: 1, f; f | select(. == 2))',
  ]
  for (const text of endless) assert.throws(() => run(text), ExpressionLimit, text)
})

test('try inside of an expression does not catch a bound', () => {
  const run = (text: string) => evaluateFast(compileExpression(text), null, {})
  assert.throws(() => run('try (def f: f; f) catch "caught"'), ExpressionLimit)
  assert.throws(() => run('(def f: f; f) // 1'), ExpressionLimit)
})

test('an endless source is fine when only its start is taken', () => {
  const run = (text: string) => evaluateFast(compileExpression(text), null, {})
  assert.deepEqual(run('[limit(3; 0 | recurse(. + 1))]'), [[0, 1, 2]])
  assert.deepEqual(run('first(range(1000000000))'), [0])
  assert.deepEqual(run('any(range(1000000000); . == 3)'), [true])
  assert.deepEqual(run('label $out | foreach range(1000000000) as $i (0; . + $i; if . > 10 then ., break $out else empty end)'), [15])
})

test('data that is nested very deeply is a bound too, not a crash', () => {
  let deep: Json = 1
  for (let level = 0; level < 50_000; level += 1) deep = [deep]
  assert.throws(() => evaluateFast(compileExpression('tojson'), deep, {}), ExpressionLimit)
  assert.throws(() => evaluateFast(compileExpression('[..] | length'), deep, {}), ExpressionLimit)
})

test('no expression reaches or changes a prototype', () => {
  const data = JSON.parse('{"__proto__": {"polluted": 1}, "k": "__proto__", "c": "constructor"}') as Json
  const run = (text: string) => evaluateFast(compileExpression(text), data, {})
  assert.deepEqual(run('{} | .constructor, .toString, .__proto__, .["hasOwnProperty"]'), [null, null, null, null])
  assert.deepEqual(run('{} | .[("con" + "structor")]'), [null])
  assert.deepEqual(run('. as $d | {} | has($d.c)'), [false])
  assert.deepEqual(run('.__proto__.polluted'), [1])
  for (const text of [
    '{(.k): {polluted: true}}',
    '{} | .__proto__.polluted = true',
    '. as $d | {} | setpath([$d.k, "polluted"]; true)',
    '[{key: .k, value: 1}] | from_entries',
    '{} | .["__proto__"] = {a: 1}',
    '{a: 1} | with_entries(.key = "__proto__")',
  ])
    assert.throws(() => run(text), ExpressionFailed, text)
  assert.deepEqual(run('. * {x: 1} | keys'), [['__proto__', 'c', 'k', 'x']])
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

test('a definition in one expression is unknown to the next', () => {
  assert.deepEqual(evaluateFast(compileExpression('def map(f): "mine"; [1] | map(.)'), null, {}), ['mine'])
  assert.deepEqual(evaluateFast(compileExpression('[1] | map(. + 1)'), null, {}), [[2]])
})

test('the input is never changed', () => {
  const input: Json = { a: { b: [1, 2] } }
  const before = structuredClone(input)
  evaluateFast(compileExpression('.a.b[0] = 9 | .a.c = 1 | del(.a.b) | . * {a: {d: 1}}'), input, {})
  assert.deepEqual(input, before)
})

test('an expression stands for one value: none is null, several are an error', () => {
  const value = (text: string) => singleResult(evaluateFast(compileExpression(text), [1, 2], {}))
  assert.equal(value('empty'), null)
  assert.equal(value('.[0]'), 1)
  assert.throws(() => value('.[]'), /gives 2 results; put it in \[ \]/)
})

test('either lane gives the one value', async () => {
  const value = (text: string) => evaluateExpression(compileExpression(text), { input: ['v1', 'x'], variables: { n: 1 } }, jq)
  assert.equal(await value('.[$n]'), 'x')
  assert.equal(await value('.[0] | test("^v")'), true)
  await assert.rejects(value('.[] | test("^v")'), /gives 2 results/)
})

test('a variable without a value is an error that names it', () => {
  assert.throws(() => evaluateFast(compileExpression('$context.x'), null, {}), /\$context has no value here/)
})

test('not-a-number leaves an expression as null and infinity as the largest number', () => {
  assert.deepEqual(evaluateFast(compileExpression('[nan, infinite, {a: -infinite}]'), null, {}), [
    [null, Number.MAX_VALUE, { a: -Number.MAX_VALUE }],
  ])
})

test('real jq is stopped when it overruns time, memory or depth, and serves the next expression', async () => {
  const run = (text: string, input: Json = 'a') => jq.evaluate(compileExpression(text), input, {})
  await assert.rejects(run('[range(1000000000)] | test("x")'), ExpressionLimit)
  await assert.rejects(run('"x" * 1000000000 | test("x")'), ExpressionLimit)
  await assert.rejects(run('def f: [f]; f | test("x")'), ExpressionLimit)
  await assert.rejects(run('test("^(a+)+$")', `${'a'.repeat(40)}!`), ExpressionLimit)
  await assert.rejects(run('test("(")'), ExpressionFailed)
  await assert.rejects(run('.[0] | test("x")', ['y'.repeat(2_000_000)]), /at most 1048576 characters/)
  assert.deepEqual(await run('test("a")'), [true])
})

test('real jq reads and writes large values in time that grows with their size only', async () => {
  const input = Array.from({ length: 1_500 }, (_, index) => `item ${index}`)
  const [changed] = await jq.evaluate(compileExpression('[.[0] | sub("item"; "x")] + .[1:]'), input, {})
  assert.deepEqual((changed as string[]).slice(0, 2), ['x 0', 'item 1'])
  assert.equal((changed as string[]).length, 1_500)
})

test('closing ends what is under way, and the next expression starts anew', async () => {
  const own = new ReferenceJq()
  const running = own.evaluate(compileExpression('[range(1000000000)] | test("x")'), null, {})
  const ended = assert.rejects(running, ExpressionLimit)
  await new Promise((resolve) => setImmediate(resolve))
  await own.close()
  await ended
  assert.deepEqual(await own.evaluate(compileExpression('test("a")'), 'a', {}), [true])
  await own.close()
})

test('real jq sees no environment', async () => {
  const compiled = { ...compileExpression('.'), text: 'env | has("HOME") and (.USER != "web_user")' }
  assert.deepEqual(await jq.evaluate(compiled, null, {}), [false])
})

test('a text is an expression only as a whole', () => {
  assert.equal(expressionIn('${ .a }'), '.a')
  assert.equal(expressionIn('  ${\n .a\n}\n'), '.a')
  assert.equal(expressionIn('x ${ .a }'), null)
  assert.equal(expressionIn('${}'), null)
  assert.equal(expressionOf('.a > 1'), '.a > 1')
  assert.equal(expressionOf('${ .a > 1 }'), '.a > 1')
})

test('templates are filled where they hold expressions and stay as they are elsewhere', async () => {
  const template = { a: '${ .x }', b: ['plain', '${ .y }'], c: { d: 1, e: 'cost ${5' } }
  assert.deepEqual(findExpressions(template), [
    { path: ['a'], expression: '.x' },
    { path: ['b', 1], expression: '.y' },
  ])
  const filled = await fillTemplate(template, (text) => singleResult(evaluateFast(compileExpression(text), { x: 1, y: [2] }, {})))
  assert.deepEqual(filled, { a: 1, b: ['plain', [2]], c: { d: 1, e: 'cost ${5' } })
})

test('a text with several expressions is cut at them, braces and quotes inside of them skipped', () => {
  assert.deepEqual(cutText('Hi ${ .a }, ${ {b: "}"} | .b }! $${x}'), [
    { kind: 'text', text: 'Hi ' },
    { kind: 'expression', text: '.a', at: 5 },
    { kind: 'text', text: ', ' },
    { kind: 'expression', text: '{b: "}"} | .b', at: 14 },
    { kind: 'text', text: '! ${x}' },
  ])
  assert.deepEqual(cutText('${ "a\\("}")b" }'), [{ kind: 'expression', text: '"a\\("}")b"', at: 2 }])
  assert.throws(
    () => cutText('a ${ .b'),
    (error) => error instanceof ExpressionRefused && error.offset === 2,
  )
})
