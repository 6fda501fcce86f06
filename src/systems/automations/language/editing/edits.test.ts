import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile } from '../compile.ts'
import { readSource } from '../source.ts'
import { addStep, changeStep, connectSteps, deleteStep, disconnectSteps, renameStep, type Edited } from './edits.ts'

const TEXT = `# the nightly check
name: nightly   # its name
inputs: {list: list}
steps:
  # first the dump
  - id: dump-db
    uses: backups.run   # runs it
    with:
      plan: main  # the plan
      options: {deep: 1, tags: [a,b]}

  # then look at it
  - id: check
    uses: http
    needs: [dump-db]   # of course
    if: steps.dump-db.output.ok
    with:
      url: 'https://a.b/\${ steps.dump-db.output.id }?x=\${ steps["dump-db"].output.n }'
      body: |
        one
        two

  - id: last
    uses: set
    with: {x: "\${ steps.check.output }"}
# the end
outputs:
  a: \${ $context.steps["dump-db"].output }
`

/** The lines that went and the lines that came; everything else has to be untouched. */
function difference(edited: Edited, before = TEXT): string[] {
  assert.ok(edited.text !== null, edited.reason ?? '')
  const [old, next] = [before.split('\n'), edited.text.split('\n')]
  let start = 0
  while (start < old.length && old[start] === next[start]) start += 1
  let end = 0
  while (end < old.length - start && end < next.length - start && old.at(-1 - end) === next.at(-1 - end)) end += 1
  return [
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...next.slice(start, next.length - end).map((line) => `+${line}`),
  ]
}

test('renaming a step renames it where it is named, and nothing else', () => {
  const edited = renameStep(TEXT, 'dump-db', 'dump')
  const expected = TEXT.replace('id: dump-db', 'id: dump')
    .replace('[dump-db]', '[dump]')
    .replaceAll('steps.dump-db', 'steps.dump')
    .replaceAll('steps["dump-db"]', 'steps["dump"]')
  assert.equal(edited.text, expected)
  assert.deepEqual(compile(edited.text!).problems, [])
})

test('renaming to a name with dashes keeps expressions right', () => {
  const edited = renameStep(TEXT, 'check', 'look-at-it')
  assert.ok(edited.text!.includes('with: {x: "${ steps.look-at-it.output }"}'))
  assert.deepEqual(compile(edited.text!).problems, [])
})

test('a name that only starts alike is left alone', () => {
  const text =
    'name: x\nsteps:\n  - {id: a, uses: x.y}\n  - {id: ab, uses: x.y}\n  - id: c\n    uses: x.y\n    with: {p: "${ steps.ab.output + steps.a.output }", q: steps.a}\n'
  assert.ok(renameStep(text, 'a', 'z').text!.includes('{p: "${ steps.ab.output + steps.z.output }", q: steps.a}'))
})

test('a step is added at the end, behind another, in a group, and as the first after one', () => {
  assert.deepEqual(difference(addStep(TEXT, { id: 'n', uses: 'shell', with: { command: 'ls' } })), [
    '+',
    '+  - id: n',
    '+    uses: shell',
    '+    with:',
    '+      command: ls',
  ])
  assert.deepEqual(difference(addStep(TEXT, { id: 'n', uses: 'x.y', needs: ['dump-db'] }, { after: 'dump-db' })), [
    '+  - id: n',
    '+    uses: x.y',
    '+    needs: [dump-db]',
    '+',
  ])
  const group = 'name: x\nsteps:\n  - id: g\n    steps:\n      - id: a   # inner\n        uses: x.y\n'
  assert.equal(addStep(group, { id: 'b', uses: 'x.z' }, { inside: 'g' }).text, `${group.trimEnd()}\n      - id: b\n        uses: x.z\n`)
})

test('a step is removed with the comment above it, and from what others need', () => {
  assert.deepEqual(
    difference(deleteStep(TEXT, 'last')).filter((line) => line !== '-'),
    ['-  - id: last', '-    uses: set', '-    with: {x: "${ steps.check.output }"}'],
  )
  const { text } = deleteStep(TEXT, 'dump-db')
  assert.ok(!text!.includes('# first the dump') && text!.includes('# then look at it') && text!.includes('needs: []   # of course'))
  assert.deepEqual(
    compile(text!).problems.map(({ code }) => code),
    ['unknown-step', 'unknown-step', 'unknown-step', 'unknown-step'],
  )
})

test('dependencies are drawn and removed', () => {
  assert.deepEqual(difference(disconnectSteps(TEXT, 'dump-db', 'check')), [
    '-    needs: [dump-db]   # of course',
    '+    needs: []   # of course',
  ])
  assert.deepEqual(difference(disconnectSteps(TEXT, 'check', 'last')), ['+    needs: []'])
  assert.equal(connectSteps(TEXT, 'dump-db', 'last').text, TEXT)
  const apart = disconnectSteps(TEXT, 'check', 'last').text!
  assert.deepEqual(difference(connectSteps(apart, 'dump-db', 'last'), apart), ['-    needs: []', '+    needs: [dump-db]'])
  assert.match(connectSteps(TEXT, 'last', 'dump-db').reason!, /"last" waits for "dump-db" already/)
})

test('parts of a step are changed where they stand', () => {
  assert.deepEqual(difference(changeStep(TEXT, 'dump-db', { path: ['with', 'plan'], value: 'other' })), [
    '-      plan: main  # the plan',
    '+      plan: other  # the plan',
  ])
  assert.deepEqual(difference(changeStep(TEXT, 'check', { path: ['with', 'url'], value: 'https://c.d' })), [
    `-      url: ${TEXT.split('url: ')[1]!.split('\n')[0]}`,
    "+      url: 'https://c.d'",
  ])
  assert.deepEqual(difference(changeStep(TEXT, 'check', { path: ['with', 'headers', 'A'], value: 'b' })), [
    '+      headers:',
    '+        A: b',
  ])
  assert.deepEqual(difference(changeStep(TEXT, 'check', { path: ['with', 'body'], value: { a: [1, 2] } })), [
    '-      body: |',
    '-        one',
    '-        two',
    '+      body:',
    '+        a: [1, 2]',
  ])
  assert.deepEqual(difference(changeStep(TEXT, 'dump-db', { path: ['with', 'options', 'deep'], value: 2 })), [
    '-      options: {deep: 1, tags: [a,b]}',
    '+      options: {deep: 2, tags: [a,b]}',
  ])
  assert.deepEqual(difference(changeStep(TEXT, 'last', { path: ['with', 'y'], value: 'z: 1' })), [
    '-    with: {x: "${ steps.check.output }"}',
    '+    with: {x: "${ steps.check.output }", y: "z: 1"}',
  ])
  assert.deepEqual(difference(changeStep(TEXT, 'check', { path: ['retry'], value: { times: 3, delay: '5s' } })).slice(-3), [
    '+    retry:',
    '+      times: 3',
    '+      delay: 5s',
  ])
  assert.deepEqual(difference(changeStep(TEXT, 'check', { path: ['if'] })), ['-    if: steps.dump-db.output.ok'])
  assert.deepEqual(difference(changeStep(TEXT, 'last', { path: ['title'], value: 'Last: the end' })), ['+    title: "Last: the end"'])
})

test('what the layout cannot take is written anew with its comments', () => {
  const text = 'name: x # n\nsteps: [{id: a, uses: x.y}, {id: b, uses: x.y}] # two\n'
  const edited = deleteStep(text, 'a').text!
  assert.deepEqual((readSource(edited).value as { steps: unknown }).steps, [{ id: 'b', uses: 'x.y' }])
  assert.ok(edited.includes('# n') && edited.includes('# two'))
})

test('an edit that cannot be done says why', () => {
  assert.equal(addStep(TEXT, { id: 'check', uses: 'x.y' }).reason, 'There is a step "check" already.')
  assert.equal(renameStep(TEXT, 'nope', 'x').reason, 'There is no step "nope".')
  assert.equal(
    deleteStep('name: x\nsteps:\n  - {id: a, uses: x.y}\n', 'a').reason,
    'This is the only step of its list; there has to be one.',
  )
  assert.equal(changeStep(TEXT, 'check', { path: ['id'], value: 'x' }).reason, 'An id is changed by renaming the step.')
  assert.match(renameStep('name: [', 'a', 'b').reason!, /cannot be read/)
  assert.match(renameStep('document: {}\ndo: []\n', 'a', 'b').reason!, /document of the DSL/)
})

test('edits work while the text has mistakes elsewhere', () => {
  const text = TEXT.replace('uses: http', 'uses: htp')
  assert.ok(renameStep(text, 'dump-db', 'dump').text!.includes('uses: htp'))
})
