import { bearerViolations, openaiError, violationsOf } from './openai-description.ts'
import { pieces, textIn, type Asked, type Protocol, type ServerEvent, type Spoken } from './reply.ts'

/** https://api.openai.com/v1/responses */
export const openaiResponsesProtocol: Protocol = {
  name: 'openai-responses',
  endMark: null,
  checkRequest: (body, headers) => [...violationsOf('CreateResponse', body), ...bearerViolations(headers.authorization)],
  checkAnswer: (answer) => violationsOf('Response', answer),
  checkEvent: (event) => violationsOf('ResponseStreamEvent', event),
  textOf: (body) => [...textIn(body['instructions']), ...textIn(body['input'])].join('\n'),
  whole: (asked, spoken) => response(asked, spoken, spoken.finish === 'stop' ? 'completed' : 'incomplete', [message(spoken.text)]),
  events,
  errorBody: openaiError,
}

function events(asked: Asked, spoken: Spoken): ServerEvent[] {
  const place = { item_id: 'msg_1', output_index: 0, content_index: 0 }
  const part = { type: 'output_text', text: spoken.text, annotations: [], logprobs: [] }
  const end = spoken.finish === 'stop' ? 'completed' : 'incomplete'
  const data: Record<string, unknown>[] = [
    { type: 'response.created', response: response(asked, null, 'in_progress', []) },
    { type: 'response.output_item.added', output_index: 0, item: { ...message(''), status: 'in_progress', content: [] } },
    { type: 'response.content_part.added', ...place, part: { ...part, text: '' } },
    ...pieces(spoken.text).map((delta) => ({ type: 'response.output_text.delta', ...place, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...place, text: spoken.text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part },
    { type: 'response.output_item.done', output_index: 0, item: message(spoken.text) },
    { type: `response.${end}`, response: response(asked, spoken, end, [message(spoken.text)]) },
  ]
  return data.map((event, index) => ({ name: String(event['type']), data: { ...event, sequence_number: index } }))
}

function message(text: string) {
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }]
  return { id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content }
}

function response(asked: Asked, spoken: Spoken | null, status: string, output: unknown[]) {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_780_000_000,
    status,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    model: `${asked.model}-2026-01-01`,
    tools: [],
    tool_choice: 'auto',
    output,
    parallel_tool_calls: true,
    metadata: {},
    temperature: 1,
    top_p: 1,
    ...(spoken && { usage: usage(spoken) }),
  }
}

function usage({ usage: { input, cachedInput, cacheWrite, output, reasoning } }: Spoken) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cachedInput, cache_write_tokens: cacheWrite },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  }
}
