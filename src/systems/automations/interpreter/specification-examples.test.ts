import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Json, JsonObject } from '#systems/automations/expressions/json.ts'
import { compile } from '#systems/automations/language/compile.ts'
import { closeJq, play } from '#tests/support/scripted-world.ts'

after(closeJq)

const folder = join(import.meta.dirname, '../language/examples')
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

/** Data that the examples speak of. */
const input: JsonObject = {
  petId: 1,
  id: 1,
  pets: [{ id: 1 }, { id: 2 }],
  vet: 'Dr. Who',
  searchQuery: 'luke',
  message: 'hello',
  orderType: 'physical',
  patient: { fullName: 'Ada' },
  room: { number: 7 },
  roomId: 7,
  readings: [1, 2],
  user: { firstName: 'Ada', lastName: 'Lovelace' },
  userName: 'ada',
  person: { id: 1 },
  shape: { name: 'circle', size: 1, fill: 'red' },
  colors: ['red', 'green'],
  customer: { age: 20 },
  carId: 3,
}
const event = (type: string, data: Json, more: JsonObject = {}): JsonObject => ({
  id: `${type}-1`,
  source: 'https://x.test',
  type,
  data,
  ...more,
})
const home = { source: 'https://my.home.com/sensor', roomid: 'r1' }
const events: JsonObject[] = [
  event('com.fake-hospital.vitals.measurements.temperature', { temperature: 39 }, { source: 'https://hospital.com' }),
  event('com.fake-hospital.vitals.measurements.bpm', { bpm: 120 }, { source: 'https://hospital.com' }),
  event('com.fake-hospital.patient.checked-out', {}),
  event('com.fake.petclinic.pets.checkup.completed.v2', {}),
  event('com.fake.petclinic.pets.checkup.completed.v2', {}, { id: 'second' }),
  event('com.virtual-wf-powered-race.events.race.started.v1', {}),
  event('my.home.sensors.temperature', { reading: 1 }, home),
  event('my.home.sensors.humidity', { reading: 2 }, { ...home, id: 'humid' }),
]

/** Errors that belong to the example, and those that the data above cannot spare it. */
const failing: Readonly<Record<string, number>> = {
  'raise-inline.yaml': 500,
  'raise-reusable.yaml': 500,
  // What a listen gives is a list, and the example takes it for one event.
  'accumulate-room-readings.yaml': 400,
  'for.yaml': 400,
  // Its condition asks with what the text of an object starts, which jq refuses too.
  'mock-service-extension.yaml': 400,
  // It listens for ever: what comes is handled, and then nothing comes any more.
  'listen-to-any-forever-foreach.yaml': 500,
}

/** What is called answers this; a function at an address is a task. */
const answer = ({ kind }: { kind: string }): Json =>
  kind === 'function' ? { set: { logged: true } } : { status: 'ok', homeworld: 'https://swapi.dev/api/planets/1/', items: [] }

for (const name of names) {
  const text = readFileSync(join(folder, name), 'utf8')
  const { document, problems } = compile(text)
  test(`${name} runs, or is refused with its reason when it is saved`, async () => {
    if (document === null) {
      assert.match(problems[0]!.code, /^unsupported-(?:grpc|asyncapi)$/)
      return
    }
    const answers = new Proxy({}, { get: () => answer }) as Record<string, typeof answer>
    const script = {
      text,
      input: /^(?:schedule-event|set)/.test(name) ? [event('x', { patient: { vitals: {}, room: {} } })] : input,
      answers,
      events,
    }
    const played = await play(script)
    assert.equal(played.error?.status, failing[name], JSON.stringify(played.error))
    const replayed = await play({ ...script, answers: {}, events: [] }, played.journal)
    if (played.error === undefined) assert.deepEqual([replayed.output, replayed.error, replayed.calls], [played.output, undefined, []])
  })
}
