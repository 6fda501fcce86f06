import type { IncomingHttpHeaders } from 'node:http'
import type { z } from 'zod'
import { message, messageCreateParams, messageStreamEvent, modelList } from './anthropic-shapes.ts'
import { pieces, textIn, type Asked, type Protocol, type ServerEvent, type Spoken } from './reply.ts'

/** https://api.anthropic.com/v1/messages */
export const anthropicProtocol: Protocol = {
  name: 'anthropic',
  endMark: null,
  checkRequest: (body, headers) => [...violations(messageCreateParams, body), ...headerViolations(headers)],
  checkAnswer: (answer) => violations(message, answer),
  checkEvent: (event) => violations(messageStreamEvent, event),
  textOf: (body) => [...textIn(body['system']), ...textIn(body['messages'])].join('\n'),
  whole: (asked, spoken) => ({ ...empty(asked, spoken), content: [block(asked, spoken)], stop_reason: stopReason(asked, spoken) }),
  events,
  errorBody: (status, text) => ({
    type: 'error',
    error: { type: status === 429 ? 'rate_limit_error' : status >= 500 ? 'api_error' : 'invalid_request_error', message: text },
    request_id: 'req_1',
  }),
}

export function anthropicList(names: readonly string[]) {
  return modelList.parse({
    data: names.map((id) => ({ type: 'model', id, display_name: id, created_at: '2026-01-01T00:00:00Z' })),
    first_id: names[0] ?? null,
    last_id: names.at(-1) ?? null,
    has_more: false,
  })
}

function headerViolations(headers: IncomingHttpHeaders): string[] {
  return [
    ...(headers['x-api-key'] ? [] : ['There is no x-api-key.']),
    ...(headers['anthropic-version'] === '2023-06-01' ? [] : [`anthropic-version is ${headers['anthropic-version']}.`]),
  ]
}

function violations(shape: z.ZodType, value: unknown): string[] {
  const parsed = shape.safeParse(value)
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('/')} ${issue.message}`)
}

function events(asked: Asked, spoken: Spoken): ServerEvent[] {
  const whole = block(asked, spoken)
  const start = whole.type === 'text' ? { ...whole, text: '' } : { ...whole, input: {} }
  const deltas = pieces(spoken.text).map((text) =>
    whole.type === 'text' ? { type: 'text_delta', text } : { type: 'input_json_delta', partial_json: text },
  )
  const data = [
    { type: 'message_start', message: empty(asked, spoken) },
    { type: 'content_block_start', index: 0, content_block: start },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index: 0, delta })),
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: stopReason(asked, spoken), stop_sequence: null },
      usage: { output_tokens: spoken.usage.output },
    },
    { type: 'message_stop' },
  ]
  return data.map((event) => ({ name: event.type, data: event }))
}

/** Words, or a call of the tool that the request insists on: that is how older models keep to a schema. */
function block(asked: Asked, spoken: Spoken) {
  const name = (asked.body['tool_choice'] as { name?: string } | undefined)?.name ?? toolNames(asked)[0]
  if (name === undefined) return { type: 'text' as const, text: spoken.text, citations: null }
  return { type: 'tool_use' as const, id: 'toolu_1', name, input: JSON.parse(spoken.text) as unknown }
}

function toolNames(asked: Asked): string[] {
  return ((asked.body['tools'] as { name: string }[] | undefined) ?? []).map((tool) => tool.name)
}

function stopReason(asked: Asked, spoken: Spoken): string {
  if (spoken.finish === 'length') return 'max_tokens'
  return toolNames(asked).length > 0 ? 'tool_use' : 'end_turn'
}

function empty(asked: Asked, { usage: { input, cachedInput, cacheWrite, output } }: Spoken) {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: `${asked.model}-20260101`,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: {
      input_tokens: input - cachedInput - cacheWrite,
      cache_read_input_tokens: cachedInput,
      cache_creation_input_tokens: cacheWrite,
      output_tokens: output,
    },
  }
}
