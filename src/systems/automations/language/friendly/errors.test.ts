import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile } from '../compile.ts'

const SURROUNDINGS = {
  operations: new Set(['backups.run', 'backups.createPlan', 'deployments.deploy']),
  workflows: new Set(['automations/nightly']),
  secrets: new Set(['TOKEN']),
}

function problems(text: string): string[] {
  const { problems, document } = compile(text, SURROUNDINGS)
  assert.equal(
    document === null,
    problems.some(({ severity }) => severity === 'error'),
  )
  return problems.map(({ line, column, code, message }) => `${line}:${column} ${code}: ${message}`)
}

/** [what, the text, the problems] */
const CASES: [string, string, string[]][] = [
  [
    'an empty text',
    '',
    ['1:1 schema: Write an automation ("name:" and "steps:") or a document of the Open Workflow DSL ("document:" and "do:").'],
  ],
  [
    'a list',
    '- 1\n',
    ['1:1 schema: Write an automation ("name:" and "steps:") or a document of the Open Workflow DSL ("document:" and "do:").'],
  ],
  ['no steps', 'name: x\n', ['1:1 schema: The text needs "steps".']],
  ['an empty list of steps', 'name: x\nsteps: []\n', ['2:8 schema: "steps" must not be empty.']],
  [
    'a misspelt key of the automation',
    'name: x\nonfailure: []\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['2:1 unknown-key: "onfailure" is not known here. Did you mean "onFailure"?'],
  ],
  [
    'a misspelt key of a step',
    'name: x\nsteps:\n  - id: a\n    use: http\n',
    ['4:5 unknown-key: "use" is not known here. Did you mean "uses"?'],
  ],
  [
    'a misspelt key of concurrency',
    'name: x\nconcurrency: {limit: 1, grup: a}\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['2:25 unknown-key: "grup" is not known here. Did you mean "group"?'],
  ],
  [
    'a misspelt trigger',
    'name: x\non:\n  - webhok: {}\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['3:5 unknown-key: "webhok" is not known here. Did you mean "webhook"?'],
  ],
  [
    'a name with blanks',
    'name: My Flow!\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['1:7 name: "name" has letters, digits and dashes only, at most 63. Write "my-flow" and put the rest into "title".'],
  ],
  [
    'a name that is a number',
    'name: 5\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['1:7 schema: "name" has to be a text; put it in quotes.'],
  ],
  [
    'a version of two numbers',
    'name: x\nversion: "1.0"\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['2:10 name: "version" is three numbers, such as 1.0.0.'],
  ],
  ['a step without an id', 'name: x\nsteps:\n  - uses: backups.run\n', ['3:5 schema: Item 1 of "steps" needs "id".']],
  [
    'an id with a blank',
    'name: x\nsteps:\n  - id: a b\n    uses: backups.run\n',
    ['3:9 step-id: An id starts with a letter and has letters, digits, "-" and "_", at most 63.'],
  ],
  [
    'an id of the runtime',
    'name: x\nsteps:\n  - id: optimus-start\n    uses: backups.run\n',
    ['3:9 step-id: Ids that start with "optimus-" or "undo-" are used by the runtime; take another.'],
  ],
  [
    'an id twice, in different lists',
    'name: x\nsteps:\n  - id: g\n    steps:\n      - {id: a, uses: backups.run}\n  - id: a\n    uses: backups.run\n',
    ['6:9 step-id: There is another step "a"; ids have to differ in the whole automation.'],
  ],
  [
    'a step that does nothing',
    'name: x\nsteps:\n  - id: a\n    title: nothing\n',
    ['3:5 step: This does nothing; say what it "uses", or give it "steps", "race", "approve" or "task".'],
  ],
  [
    'a step that does two things',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    race:\n      - {id: b, uses: backups.run}\n      - {id: c, uses: backups.run}\n',
    ['5:5 step: A step does one thing; this one has both "uses" and "race".'],
  ],
  [
    '"with" without "uses"',
    'name: x\nsteps:\n  - id: a\n    with: {x: 1}\n    steps:\n      - {id: b, uses: backups.run}\n',
    ['4:5 step: "with" belongs to "uses", which is missing here.'],
  ],
  [
    '"parallel" without a loop',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    parallel: 3\n',
    ['5:5 step: "parallel" says how many items of "forEach" run at once; there is no "forEach" here.'],
  ],
  [
    'a misspelt built-in',
    'name: x\nsteps:\n  - id: a\n    uses: shel\n',
    ['4:5 step: "shel" is nothing that a step can use. Did you mean "shell"?'],
  ],
  [
    'an operation that does not exist',
    'name: x\nsteps:\n  - id: a\n    uses: backups.rnu\n',
    ['4:11 missing-function: There is no operation "backups.rnu". Did you mean "backups.run"?'],
  ],
  [
    'an operation that does not exist, inside of layers',
    'name: x\nsteps:\n  - id: a\n    retry: 3\n    forEach: "[1]"\n    uses: backups.rnu\n',
    ['6:11 missing-function: There is no operation "backups.rnu". Did you mean "backups.run"?'],
  ],
  [
    'an automation that does not exist',
    'name: x\nsteps:\n  - id: a\n    uses: nightli@1.0.0\n',
    ['4:5 missing-workflow: There is no workflow "automations/nightli". Did you mean "automations/nightly"?'],
  ],
  [
    'a secret that the vault does not have',
    'name: x\nsecrets: [TOKN]\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['2:11 missing-secret: There is no secret "TOKN" in the vault that you may use. Did you mean "TOKEN"?'],
  ],
  [
    'a misspelt argument of http',
    'name: x\nsteps:\n  - id: a\n    uses: http\n    with: {url: "https://a.b", metod: post}\n',
    ['5:32 unknown-key: "metod" is not known here. Did you mean "method"?'],
  ],
  [
    'a misspelt argument of shell, in a retry',
    'name: x\nsteps:\n  - id: a\n    uses: shell\n    with:\n      comand: ls\n    retry: 2\n',
    ['6:7 unknown-key: "comand" is not known here. Did you mean "command"?'],
  ],
  [
    'a script language that is not supported',
    'name: x\nsteps:\n  - id: a\n    uses: script\n    with:\n      language: perl\n      code: print\n',
    ['6:17 unsupported-script-language: Scripts are written in JavaScript (js) or Python (python); run others in a container.'],
  ],
  [
    'a duration that is none',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    timeout: soon\n',
    ['5:14 duration: "soon" is not a duration; write 30s, 5m, 1h30m, 2d or PT30S.'],
  ],
  [
    'a wait that is none',
    'name: x\nsteps:\n  - id: a\n    uses: wait\n    with: {for: 5 sec}\n',
    ['5:17 duration: "5 sec" is not a duration; write 30s, 5m, 1h30m, 2d or PT30S.'],
  ],
  [
    'a wait by another key',
    'name: x\nsteps:\n  - id: a\n    uses: wait\n    with: {seconds: 5}\n',
    ['5:12 unknown-key: "seconds" is not known here. A wait takes "for", such as for: 30s.'],
  ],
  ['a wait for nothing', 'name: x\nsteps:\n  - {id: a, uses: wait}\n', ['3:13 schema: A wait needs "for" in "with", such as for: 30s.']],
  [
    'a step that uses nothing there is',
    'name: x\nsteps:\n  - id: a\n    uses: everything\n',
    [
      '4:5 step: "everything" is nothing that a step can use. Steps use http, openapi, mcp, shell, script, container, wait, set, emit, listen, raise, an operation such as projects.scan, or another automation as name@version.',
    ],
  ],
  [
    'a null character in a value',
    'name: x\nsteps:\n  - id: a\n    uses: set\n    with: {b: "c\\0"}\n',
    ['5:15 character: This holds a character that cannot be stored, such as a null character or half of a pair; take it out.'],
  ],
  [
    'half of a pair in a key',
    'name: x\nsteps:\n  - id: a\n    uses: set\n    with: {"\\ud800": 1}\n',
    ['5:12 character: This holds a character that cannot be stored, such as a null character or half of a pair; take it out.'],
  ],
  [
    'a null character in the text itself',
    'name: x\n# \0\n',
    ['2:3 character: This holds a character that cannot be stored, such as a null character or half of a pair; take it out.'],
  ],
  [
    'zero retries',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    retry: {times: 0}\n',
    ['5:20 schema: "times" has to be at least 1.'],
  ],
  [
    'a need that does not exist',
    'name: x\nsteps:\n  - id: build\n    uses: backups.run\n  - id: b\n    uses: backups.run\n    needs: [biuld]\n',
    ['7:13 needs: There is no step "biuld". Did you mean "build"?'],
  ],
  [
    'a need of itself',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    needs: [a]\n',
    ['5:13 needs: The step "a" cannot wait for itself.'],
  ],
  [
    'a need in another list',
    'name: x\nsteps:\n  - id: g\n    steps:\n      - {id: inner, uses: backups.run}\n  - id: b\n    uses: backups.run\n    needs: [inner]\n',
    ['8:13 needs: "inner" lies in another list of steps; a step can wait for steps of its own list only.'],
  ],
  [
    'a circle of three',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    needs: [b]\n  - id: b\n    uses: backups.run\n    needs: [c]\n  - id: c\n    uses: backups.run\n    needs: [a]\n',
    ['5:5 cycle: These steps wait for each other, so none can start: a → b → c → a.'],
  ],
  [
    'a circle through a step that waits for all above',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    needs: [b]\n  - id: b\n    uses: backups.run\n',
    ['5:5 cycle: These steps wait for each other, so none can start: a → b → a.'],
  ],
  [
    'a race of one',
    'name: x\nsteps:\n  - id: a\n    race:\n      - {id: b, uses: backups.run}\n',
    ['4:5 step: A race needs at least two steps.'],
  ],
  [
    'a quorum that cannot be reached',
    'name: x\nsteps:\n  - id: a\n    approve: {people: [ada], quorum: 2}\n',
    ['4:5 step: The quorum is 2, but only 1 people are asked.'],
  ],
  [
    'an approval that is tried again',
    'name: x\nsteps:\n  - id: a\n    approve: [ada]\n    retry: 2\n',
    ['5:5 step: An approval alone cannot be tried again.'],
  ],
  [
    'an escalation without an end',
    'name: x\nsteps:\n  - id: a\n    approve: {people: [ada], escalate: {after: 1h, people: [bob]}}\n',
    ['4:5 step: "escalate" needs "expires", so that an approval ends one day.'],
  ],
  [
    'something to undo inside of a loop',
    'name: x\nsteps:\n  - id: l\n    forEach: "[1]"\n    steps:\n      - id: a\n        uses: backups.run\n        compensate: {uses: backups.run}\n',
    ['8:9 step: Inside of a loop, a race or "onFailure" a step cannot be undone by itself; give "compensate" to the step around it.'],
  ],
  [
    'a cron expression of four fields',
    'name: x\non:\n  - schedule: 0 3 * *\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['3:15 trigger: A cron expression has five fields (minute, hour, day, month, weekday); this one has 4.'],
  ],
  [
    'a zone that does not exist',
    'name: x\non:\n  - schedule: {cron: 0 3 * * *, timezone: Europe/Belin}\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['3:43 trigger: "Europe/Belin" is not a time zone; write one such as Europe/Berlin. Did you mean "Europe/Berlin"?'],
  ],
  [
    'two kinds of schedule in one',
    'name: x\non:\n  - schedule: {cron: 0 3 * * *, every: 5m}\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['3:15 trigger: A schedule has exactly one of "cron", "every" and "after".'],
  ],
  [
    'a signature without a secret',
    'name: x\non:\n  - webhook: {signature: github}\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['3:26 trigger: The signature "github" is checked with a secret; name it in "secret".'],
  ],
  [
    'a required input that nobody gives',
    'name: x\ninputs:\n  env: {type: text, required: true}\non:\n  - event: a.b\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['5:5 trigger: The input "env" is required, and nobody is there to fill it in; give it a value in "with" or a default.'],
  ],
  [
    'a trigger that gives an unknown input',
    'name: x\non:\n  - event: a.b\n    with: {env: 1}\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['4:17 trigger: There is no input "env".'],
  ],
  [
    'a default that does not fit',
    'name: x\ninputs:\n  n: {type: integer, default: 1.5}\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['3:3 input: The default of "n" is no integer.'],
  ],
  [
    'an unknown type of input',
    'name: x\ninputs:\n  n: {type: date, items: txt}\nsteps:\n  - {id: a, uses: backups.run}\n',
    [
      '3:26 schema: "items" has to be one of text, multiline, number, integer, boolean, date, datetime, duration, url, email, project, file, list, object.',
    ],
  ],
  [
    'a mistake in a condition',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    if: inputs.x = = 1\ninputs: {x: text}\n',
    ['5:20 expression-syntax: A value is expected here, but there is "=".'],
  ],
  [
    'a function that does not exist',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    with: {x: "${ [1] | lenght }"}\n',
    ['5:25 expression-unknown-function: There is no function "lenght". Did you mean "length"?'],
  ],
  [
    'the clock in an expression',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    with: {x: "${ now }"}\n',
    ['5:19 expression-forbidden: "now" cannot be used: the clock differs when a run is replayed; use $runtime.now, which is recorded.'],
  ],
  [
    'an expression that is not closed',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    with: {x: "a ${ .b"}\n',
    ['5:18 expression-syntax: The "${" has no closing "}".'],
  ],
  [
    'an unknown step and an unknown input in one text',
    'name: x\nsteps:\n  - id: build\n    uses: backups.run\n  - id: a\n    uses: backups.run\n    with:\n      x: Hello ${ steps.biuld.output } and ${ inputs.y }\n',
    ['8:19 unknown-step: There is no step "biuld". Did you mean "build"?', '8:47 unknown-input: There is no input "y".'],
  ],
  [
    'a step that is not waited for',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    needs: []\n  - id: b\n    uses: backups.run\n    needs: []\n    with: {x: "${ steps.a.output }"}\n',
    ['9:19 step-not-awaited: The step "b" does not wait for "a", so there may be no output yet; add "a" to its "needs".'],
  ],
  [
    'its own output',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    if: steps.a.output != null\n',
    ['5:9 step-not-awaited: The step "a" cannot read its own output.'],
  ],
  [
    'a step inside of a race',
    'name: x\nsteps:\n  - id: r\n    race:\n      - {id: b, uses: backups.run}\n      - {id: c, uses: backups.run}\n  - id: d\n    uses: backups.run\n    with: {x: "${ steps.b.output }"}\n',
    ['9:19 step-not-awaited: "b" lies inside of "r", which gives away its own output only; read steps.r.output.'],
  ],
  [
    'another step of the same race',
    'name: x\nsteps:\n  - id: r\n    race:\n      - {id: b, uses: backups.run}\n      - id: c\n        uses: backups.run\n        if: steps.b.output != null\n',
    ['8:13 step-not-awaited: "b" lies inside of "r", which gives away its own output only; read steps.r.output.'],
  ],
  [
    'a loop variable outside of the loop',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    with: {x: "${ $item }"}\n',
    ['5:19 expression-unknown-variable: $item has no value here.'],
  ],
  [
    'a trigger that reads a step',
    'name: x\non:\n  - event: {type: a.b, if: steps.a.output}\nsteps:\n  - {id: a, uses: backups.run}\n',
    ['3:28 expression-unknown-variable: A trigger looks at its event only, as in .data.name; steps and inputs do not exist yet.'],
  ],
  [
    'a secret that is not listed',
    'name: x\nsecrets: [TOKEN]\nsteps:\n  - id: a\n    uses: http\n    with: {url: "https://a.b", headers: {h: "${ secrets.TOKN }"}}\n',
    ['6:49 missing-reference: "TOKN" is not in the list "secrets" of this automation. Did you mean "TOKEN"?'],
  ],
  [
    'a secret that would be recorded',
    'name: x\nsecrets: [TOKEN]\nsteps:\n  - id: a\n    uses: set\n    with: {x: "${ secrets.TOKEN }"}\n',
    ['6:19 secret-outside-call: Secrets can be used in the "with" of a step that calls or runs something only.'],
  ],
  [
    'a name of ours that is defined anew',
    'name: x\nsteps:\n  - id: a\n    uses: backups.run\n    with: {x: "${ def steps: 1; steps }"}\n',
    ['5:19 expression-forbidden: "steps" has a meaning here; give the function another name.'],
  ],
  [
    'a mistake in a raw task',
    'name: x\nsteps:\n  - id: a\n    task:\n      wait: {secods: 1}\n',
    ['5:14 unknown-key: "secods" is not known here. Did you mean "seconds"?'],
  ],
  [
    'a raw task that is not supported',
    'name: x\nsteps:\n  - id: a\n    task:\n      call: a2a\n      with: {method: tasks/get}\n',
    ['5:13 unsupported-a2a: Agent-to-agent calls are not supported yet by a library we trust. Call the agent over HTTP or MCP.'],
  ],
]

for (const [what, text, expected] of CASES)
  test(`${what} is told at its place`, () => {
    assert.deepEqual(problems(text), expected)
  })

test('several mistakes are told together, in the order of the text', () => {
  const text =
    'name: x\nversion: one\nsteps:\n  - id: a\n    uses: backups.run\n    timeout: soon\n  - id: b\n    uses: backups.run\n    needs: [c]\n'
  assert.deepEqual(
    problems(text).map((problem) => problem.split(' ')[0]),
    ['2:10', '6:14', '9:13'],
  )
})
