import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json, JsonObject } from '../../expressions/json.ts'
import { compile } from '../compile.ts'
import { decompile, exportDocument } from '../decompile.ts'
import { definitionHash } from '../hash.ts'
import type { WorkflowDocument } from '../model/document.ts'
import { fitsSchema } from '../validation/schema.ts'
import { writeYaml } from './write.ts'

/** Numbers that look random and are the same on every run. */
function random(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0
    return state % below
  }
}

class Maker {
  private readonly next: (below: number) => number
  private made = 0

  constructor(seed: number) {
    this.next = random(seed)
  }

  automation(): JsonObject {
    return compact({
      name: 'made-up',
      title: this.maybe('A title: with a colon'),
      summary: this.maybe('Several\nlines of *text*'),
      namespace: this.maybe('shop'),
      version: this.maybe('2.1.0'),
      tags: this.maybe({ team: 'a', level: 3 }),
      inputs: {
        who: 'text',
        count: compact({ type: 'integer', default: 4, minimum: 1, title: this.maybe('How many') }),
        list: { type: 'list', items: 'text' },
        day: 'date',
      },
      on: this.maybe(this.triggers()),
      concurrency: this.maybe(
        this.pick([
          2,
          { limit: 1, group: 'inputs.who', whenBusy: 'queue' },
          { rate: { limit: 5, per: '10s' }, deduplicate: 'inputs.who', priority: 3 },
        ]),
      ),
      secrets: ['TOKEN', 'OTHER'],
      timeout: this.maybe(this.duration()),
      steps: this.steps(1 + this.next(5), 2),
      onFailure: this.maybe(this.steps(1, 0)),
      outputs: this.maybe({ a: '${ inputs.who }', b: ['x', '${ steps | keys }'], c: 'Hi ${ inputs.who }!' }),
    })
  }

  private maybe(value: Json): Json | undefined {
    return this.next(3) === 0 ? value : undefined
  }

  private pick(values: readonly Json[]): Json {
    return values[this.next(values.length)]!
  }

  private duration(): Json {
    return this.pick(['30s', '1h30m', 'PT15M', { minutes: 5 }, '2d', '250ms', '${ inputs.who }'])
  }

  private triggers(): Json {
    return this.pick([
      ['manual'],
      [{ schedule: '0 3 * * *' }],
      [{ schedule: { cron: '*/5 * * * 1-5', timezone: 'Europe/Berlin', catchUp: 'latest' }, name: 'nightly', with: { who: 'cron' } }],
      [{ schedule: { every: '5m' } }, { event: 'a.b' }],
      [
        { event: { type: 'a.b', source: 'https://x.y', if: '.data.ok and (.data.n > 3)' }, with: { who: '${ .data.who }' } },
        { file: { path: 'docs/**', changes: ['created'], debounce: '2s' } },
      ],
      [{ webhook: { path: 'hook', signature: 'github', secret: 'TOKEN' } }, { webhook: null }],
      [{ schedule: { after: '1h' } }],
    ])
  }

  private steps(count: number, depth: number): Json {
    const steps: JsonObject[] = []
    for (let index = 0; index < count; index += 1)
      steps.push(
        this.step(
          steps.map(({ id }) => String(id)),
          depth,
        ),
      )
    return steps
  }

  private step(before: readonly string[], depth: number): JsonObject {
    this.made += 1
    const id = `${this.pick(['a', 'run-tests', 'x_y', 'Step'])}${this.made}`
    const needs = this.next(2) === 0 ? undefined : before.filter(() => this.next(2) === 0)
    const action = this.action(id, depth)
    const alone = Object.hasOwn(action, 'approve')
    const hold = (value: Json): Json | undefined => (alone ? undefined : this.maybe(value))
    return compact({
      id,
      title: this.maybe(`The step ${id}`),
      needs,
      if: this.maybe(this.pick(['inputs.count > 3', '${ inputs.who == "x" }', 'inputs.who | startswith("a")'])),
      ...action,
      approve: action['approve'] ?? hold(this.approval()),
      forEach: hold(
        this.pick([
          'inputs.list',
          { in: 'inputs.list', as: 'one', at: 'n', while: '$n < 5' },
          { in: 'inputs.list', parallel: 3 },
          [1, 2, { a: -1 }],
        ]),
      ),
      retry: hold(
        this.pick([
          3,
          { times: 5, delay: '2s', backoff: 'linear', jitter: { from: '0ms', to: '1s' }, on: { status: 503 }, when: '$error.status > 500' },
          { times: 1, attemptTimeout: '5s', maxDuration: '1m' },
        ]),
      ),
      queue: hold(
        this.pick([
          'mail',
          {
            name: 'mail',
            limit: 2,
            key: 'inputs.who',
            keyLimit: 1,
            rate: { limit: 20, per: '10s' },
            priority: 5,
            deduplicate: 'inputs.count',
          },
        ]),
      ),
      timeout: hold(this.duration()),
      onFailure: hold(depth === 0 ? 'continue' : this.pick(['continue', this.steps(1, 0), { steps: this.steps(1, 0), then: 'continue' }])),
    })
  }

  private approval(): Json {
    return this.pick([
      ['ada'],
      {
        people: ['ada', 'role:admin'],
        quorum: 2,
        message: 'Go ${ inputs.who }?',
        expires: '2h',
        escalate: { after: '1h', people: ['bob'] },
      },
      { people: ['ada'], otherwise: 'continue' },
    ])
  }

  private action(id: string, depth: number): JsonObject {
    const kind = this.next(depth > 0 ? 18 : 14)
    const undo: JsonObject =
      this.next(4) === 0 && depth === 2
        ? {
            compensate: this.pick([
              { uses: 'x.undo', with: { id: `\${ steps["${id}"].output }` } },
              { uses: 'http', with: { url: 'https://a.b/' }, retry: 2, timeout: '5s' },
            ]),
          }
        : {}
    if (kind === 14) return { steps: this.steps(2, depth - 1) }
    if (kind === 15) return { race: this.unordered(depth - 1) }
    if (kind === 16) return { steps: this.steps(3, depth - 1) }
    if (kind === 17) return { approve: this.approval() }
    return { ...(this.uses(kind) as JsonObject), ...undo }
  }

  private unordered(depth: number): Json {
    return [this.step([], depth), this.step([], depth)].map(({ needs, ...step }) => {
      void needs
      return step
    })
  }

  private uses(kind: number): Json {
    const actions: Json[] = [
      { uses: 'backups.run', with: { plan: '${ inputs.who }', deep: { list: [1, null, true, 'x ${ inputs.count } y'] } } },
      { uses: 'x.nothing' },
      { uses: 'http', with: { url: 'https://a.b/${ inputs.who }', headers: { A: 'Bearer ${ secrets.TOKEN }' } } },
      {
        uses: 'http',
        with: { method: 'post', url: 'https://a.b/', authentication: { bearer: { token: '${ secrets.OTHER }' } }, body: '${ inputs }' },
      },
      { uses: 'shell', with: { command: 'echo ${HOME}\nls', environment: { A: '${ inputs.who }' }, return: 'all' } },
      { uses: 'script', with: { language: 'python', code: 'print("${x}")', arguments: ['a', '${ inputs.who }'] } },
      { uses: 'container', with: { image: 'alpine:3', command: 'ls', await: false } },
      { uses: 'wait', with: { for: '90s' } },
      { uses: 'set', with: { x: 1, text: 'cost $${5}', whole: '$${ .x }', quote: '"a" \\ b' } },
      { uses: 'emit', with: { type: 'my.event', data: { a: '${ inputs.count }' } } },
      { uses: 'listen', with: { event: { type: 'a.b' }, correlate: { key: { from: '.data.id' } } } },
      { uses: 'nightly@1.2.0', with: { who: '${ inputs.who }' } },
      {
        task: {
          listen: { to: { any: [{ with: { type: 'a' } }], until: '${ (. | length) > 3 }' } },
          then: 'continue',
          output: { as: '.x' },
        },
      },
      { uses: 'other/nightly@sha256:0a1b2c' },
    ]
    return actions[kind]!
  }
}

function compact(members: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined))
}

test('what is exported and imported again is the same, for 200 automations that are made up', () => {
  const seen = { documents: 0, forks: 0, waits: 0 }
  for (let seed = 1; seed <= 200; seed += 1) {
    const text = writeYaml(new Maker(seed).automation())
    const first = compile(text)
    assert.ok(first.document !== null, `seed ${seed}: ${JSON.stringify(first.problems)}\n${text}`)
    assert.ok(fitsSchema(first.document as unknown as Json), `seed ${seed} breaks the published schema`)
    const friendly = decompile(first.document)
    assert.equal(friendly.form, 'friendly', `seed ${seed}: ${friendly.reason}\n${text}`)
    const second = compile(friendly.text)
    assert.ok(second.document !== null, `seed ${seed}: ${JSON.stringify(second.problems)}\n${friendly.text}`)
    assert.deepEqual(plain(second.document), plain(first.document), `seed ${seed}`)
    assert.equal(decompile(second.document).text, friendly.text, `seed ${seed}: the text does not settle`)
    seen.documents += 1
    if (JSON.stringify(first.document).includes('"fork"')) seen.forks += 1
    if (first.notes.some((note) => note.includes('also waits'))) seen.waits += 1
  }
  assert.ok(seen.forks > 30 && seen.waits > 2, JSON.stringify(seen))
})

test('the standard form that is exported gives the same definition when it is imported', () => {
  for (let seed = 500; seed < 540; seed += 1) {
    const { document } = compile(writeYaml(new Maker(seed).automation()))
    const again = compile(exportDocument(document!)).document
    assert.equal(definitionHash(again!), definitionHash(document!), `seed ${seed}`)
  }
})

const PLAIN = `document:
  dsl: '1.0.3'
  namespace: shop
  name: plain
  version: 1.0.0
do:
  - first:
      set: {a: '\${ .x }'}
      then: end
`

test('a document of the DSL stays as it is', () => {
  const { document } = compile(PLAIN)
  const { text, form, reason } = decompile(document!)
  assert.equal(form, 'standard')
  assert.equal(reason, 'It was written in the DSL itself.')
  assert.deepEqual(compile(text).document, document)
})

test('a compiled document that was changed by hand stays a document, with the reason', () => {
  const { document } = compile('name: a\nsteps:\n  - id: one\n    uses: x.y\n  - id: two\n    uses: x.z\n')
  const change = (update: (list: JsonObject[]) => void): ReturnType<typeof decompile> => {
    const copy = structuredClone(document) as WorkflowDocument
    update(copy.do as unknown as JsonObject[])
    const result = decompile(copy)
    assert.deepEqual(plain(compile(result.text).document!), plain(copy))
    return result
  }
  assert.equal(change((list) => list.push({ added: { set: { a: 1 } } })).reason, 'The task "added" was added by hand.')
  assert.equal(
    change((list) => ((list[1]!['one'] as JsonObject)['then'] = 'end')).reason,
    'It was changed in a way that only the DSL can say.',
  )
  assert.equal(change((list) => list.shift()).reason, 'The start of the run is missing.')
  assert.equal(change((list) => ((list[1]!['one'] as JsonObject)['call'] = 'x.other')).form, 'friendly')
})

function plain(document: WorkflowDocument): Json {
  return JSON.parse(JSON.stringify(document)) as Json
}
