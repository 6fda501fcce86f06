import { bearerViolations, openaiError, violationsOf } from './openai-description.ts'
import { pieces, textIn, type Asked, type Protocol, type ServerEvent, type Spoken } from './reply.ts'

/** https://api.openai.com/v1/chat/completions, and what OpenAI-compatible servers made of it. */
export const openaiChatProtocol: Protocol = {
  name: 'openai-chat',
  endMark: '[DONE]',
  checkRequest: (body, headers) => [...violationsOf('CreateChatCompletionRequest', body), ...bearerViolations(headers.authorization)],
  checkAnswer: (answer) => violationsOf('CreateChatCompletionResponse', answer),
  checkEvent: (event) => violationsOf('CreateChatCompletionStreamResponse', event),
  textOf: (body) => textIn(body['messages']).join('\n'),
  whole: (asked, spoken) => ({
    ...chunk(asked, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: spoken.text, refusal: null },
        finish_reason: spoken.finish,
        logprobs: null,
      },
    ],
    usage: usage(spoken),
  }),
  events,
  errorBody: openaiError,
}

function events(asked: Asked, spoken: Spoken): ServerEvent[] {
  const one = (delta: object, finish: string | null, more: object = {}) => ({
    ...chunk(asked, 'chat.completion.chunk'),
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...more,
  })
  const wantsUsage = (asked.body['stream_options'] as { include_usage?: boolean } | undefined)?.include_usage === true
  return [
    one({ role: 'assistant', content: '' }, null),
    ...pieces(spoken.text).map((content) => one({ content }, null)),
    one({}, spoken.finish),
    ...(wantsUsage ? [{ ...chunk(asked, 'chat.completion.chunk'), choices: [], usage: usage(spoken) }] : []),
  ].map((data) => ({ name: null, data }))
}

function chunk(asked: Asked, object: string) {
  return { id: 'chatcmpl-1', object, created: 1_780_000_000, model: `${asked.model}-2026-01-01` }
}

function usage({ usage: { input, cachedInput, output, reasoning } }: Spoken) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cachedInput },
    completion_tokens_details: { reasoning_tokens: reasoning },
  }
}
