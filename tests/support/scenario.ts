import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Json, JsonObject } from '#systems/automations/expressions/json.ts'
import { failure } from '#systems/automations/interpreter/failure.ts'
import { closeJq, play, type Played, type Script } from './scripted-world.ts'

/** A document, what the world answers, and what has to come of it. */
export interface Scenario extends Omit<Script, 'text'> {
  readonly do: readonly JsonObject[]
  readonly head?: JsonObject
  readonly gives?: Json
  readonly fails?: { status: number; type?: RegExp; detail?: RegExp; instance?: string }
  readonly also?: (played: Played) => void
}

export const errors = 'https://open-workflow-specification.org/spec/1.0.0/errors/'
export const broken = { type: 'https://example.test/broken', status: 418, title: 'Broken', detail: 'It broke' }
export const raise = { raise: { error: broken } }
export const say = (value: Json): JsonObject => ({ set: { said: value } })
export const http = (path = 'x', more: JsonObject = {}): JsonObject => ({
  call: 'http',
  with: { method: 'get', endpoint: `http://x.test/${path}`, ...more },
})
export const fail = (status: number) => (): Json => {
  throw failure('communication', `It answered ${status}.`, { status })
}
export const until =
  (tries: number) =>
  (_request: unknown, attempt: number): Json =>
    attempt < tries ? fail(503)() : attempt
export const event = (type: string, data: Json = null, more: JsonObject = {}): JsonObject => ({
  specversion: '1.0',
  id: '1',
  source: 's',
  type,
  data,
  ...more,
})
export const add = (n: number): JsonObject => ({ set: '${ . + ' + n + ' }' })
export const keep = (key: string): JsonObject => ({ as: `\${ $context + {${key}: .} }` })
/** Plays each scenario twice: for real, and from the journal that the first time left. `least` keeps the 120 that were promised. */
export function playScenarios(scenarios: Readonly<Record<string, Scenario>>, least: number): void {
  after(closeJq)
  test('no scenario of the language went missing', () => assert.ok(Object.keys(scenarios).length >= least))
  for (const [name, scenario] of Object.entries(scenarios)) {
    test(name, async () => {
      const document = { dsl: '1.0.3', namespace: 'tests', name: 'scenario', version: '1.0.0' }
      const script: Script = { ...scenario, text: JSON.stringify({ document, ...scenario.head, do: scenario.do }) }
      const played = await play(script)
      check(scenario, played)
      scenario.also?.(played)
      // A second execution finds what the first one recorded, does nothing again, and comes to the same end.
      const replayed = await play({ ...script, answers: {}, events: [] }, played.journal)
      check(scenario, replayed)
      assert.deepEqual(replayed.calls, [])
    })
  }
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
