import type { JsonObject } from '../../expressions/json.ts'
import { INPUT_TYPES } from './model.ts'

const text: JsonObject = { type: 'string', minLength: 1 }
const texts: JsonObject = { type: 'array', items: text }
const object: JsonObject = { type: 'object' }
const count: JsonObject = { type: 'integer', minimum: 1 }
const condition: JsonObject = { type: ['string', 'boolean'], title: 'Condition' }
const reference = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` })
const oneKey = (key: string, value: JsonObject): JsonObject => closed({ [key]: value, name: text, with: object }, [key])
const closed = (properties: JsonObject, required: string[] = []): JsonObject => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

const field = closed(
  {
    type: { enum: [...INPUT_TYPES] },
    title: text,
    description: text,
    required: { type: 'boolean' },
    default: {},
    options: { type: 'array', minItems: 1 },
    minimum: { type: 'number' },
    maximum: { type: 'number' },
    pattern: text,
    placeholder: text,
    items: { enum: [...INPUT_TYPES] },
  },
  ['type'],
)

const schedule = closed({
  cron: text,
  timezone: text,
  every: reference('duration'),
  after: reference('duration'),
  catchUp: { enum: ['skip', 'latest', 'all'] },
})

const trigger: JsonObject = {
  oneOf: [
    { const: 'manual' },
    oneKey('schedule', { oneOf: [text, schedule] }),
    oneKey('event', { oneOf: [text, closed({ type: text, source: text, subject: text, if: condition }, ['type'])] }),
    oneKey('webhook', {
      oneOf: [
        { type: 'null' },
        closed({ path: text, signature: { enum: ['github', 'stripe', 'hmac-sha256', 'none'] }, secret: text, header: text, if: condition }),
      ],
    }),
    oneKey('file', {
      oneOf: [
        text,
        closed(
          { path: text, changes: { type: 'array', items: { enum: ['created', 'modified', 'deleted'] } }, debounce: reference('duration') },
          ['path'],
        ),
      ],
    }),
    oneKey('manual', { oneOf: [{ type: 'null' }, closed({})] }),
  ],
}

const rate = closed({ limit: count, per: reference('duration') }, ['limit', 'per'])

const concurrency: JsonObject = {
  oneOf: [
    count,
    closed({
      limit: count,
      group: text,
      whenBusy: { enum: ['queue', 'skip', 'replace'] },
      priority: { type: 'integer' },
      rate,
      deduplicate: text,
    }),
  ],
}

const queue: JsonObject = {
  oneOf: [
    text,
    closed({ name: text, limit: count, key: text, keyLimit: count, rate, priority: { type: 'integer' }, deduplicate: text }, ['name']),
  ],
}

const people: JsonObject = { oneOf: [text, { ...texts, minItems: 1 }] }

const approve: JsonObject = {
  oneOf: [
    people,
    closed(
      {
        people,
        quorum: count,
        message: text,
        expires: reference('duration'),
        escalate: closed({ after: reference('duration'), people }, ['after', 'people']),
        otherwise: { enum: ['fail', 'continue'] },
      },
      ['people'],
    ),
  ],
}

const loop: JsonObject = {
  oneOf: [
    text,
    { type: 'array' },
    closed({ in: { oneOf: [text, { type: 'array' }] }, as: text, at: text, while: condition, parallel: count }, ['in']),
  ],
}

const retry: JsonObject = {
  oneOf: [
    count,
    closed(
      {
        times: count,
        delay: reference('duration'),
        backoff: { enum: ['constant', 'linear', 'exponential'] },
        jitter: { oneOf: [reference('duration'), closed({ from: reference('duration'), to: reference('duration') }, ['from', 'to'])] },
        attemptTimeout: reference('duration'),
        maxDuration: reference('duration'),
        on: closed({ type: text, status: { type: 'integer' }, title: text }),
        when: condition,
        exceptWhen: condition,
      },
      ['times'],
    ),
  ],
}

const onFailure: JsonObject = {
  oneOf: [
    { enum: ['continue', 'fail'] },
    reference('steps'),
    closed({ steps: reference('steps'), then: { enum: ['fail', 'continue'] } }, ['steps']),
  ],
}

const undo = closed({ uses: text, with: object, task: object, retry, timeout: reference('duration') })

const step = closed(
  {
    id: text,
    title: text,
    if: condition,
    needs: { oneOf: [text, texts] },
    uses: text,
    with: object,
    steps: reference('steps'),
    race: reference('steps'),
    task: object,
    approve,
    forEach: loop,
    parallel: count,
    retry,
    queue,
    timeout: reference('duration'),
    onFailure,
    compensate: undo,
  },
  ['id'],
)

const parts = Object.fromEntries(
  ['days', 'hours', 'minutes', 'seconds', 'milliseconds'].map((key) => [key, { type: 'integer', minimum: 0 }]),
)

/** What an automation's text may say, as JSON Schema 2020-12: for checking, and for editors that complete and explain. */
export const AUTOMATION_SCHEMA: JsonObject = {
  $id: 'https://optimus.local/schemas/automation/1',
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed(
    {
      name: text,
      namespace: text,
      version: text,
      title: text,
      summary: text,
      tags: object,
      inputs: { type: 'object', additionalProperties: { oneOf: [{ enum: [...INPUT_TYPES] }, field] } },
      on: { oneOf: [trigger, { type: 'array', items: trigger }] },
      concurrency,
      secrets: texts,
      timeout: reference('duration'),
      steps: { ...reference('steps') },
      onFailure: reference('steps'),
      outputs: object,
    },
    ['name', 'steps'],
  ),
  $defs: {
    step,
    steps: { type: 'array', items: reference('step'), minItems: 1 },
    duration: { oneOf: [{ type: 'string', minLength: 2 }, closed(parts)], title: 'Duration' },
  },
}
