import { z } from 'zod'

/**
 * The parts of Anthropic's Messages API that Optimus uses, by the types of its public SDK (@anthropic-ai/sdk,
 * `MessageCreateParams`, `Message`, `RawMessageStreamEvent`, `ModelInfo`). There is no official schema file.
 */
const cacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
const textParam = z.strictObject({ type: z.literal('text'), text: z.string().min(1), cache_control: cacheControl.nullish() })
const outputFormat = z.strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) })

/** A tool stands in for a schema where a model has no structured output of its own. */
const tool = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal('object') }),
  type: z.literal('custom').nullish(),
  strict: z.boolean().optional(),
  cache_control: cacheControl.nullish(),
})

export const messageCreateParams = z.strictObject({
  model: z.string(),
  max_tokens: z.int().min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.union([z.string(), z.array(textParam).min(1)]) }))
    .min(1),
  system: z.union([z.string(), z.array(textParam)]).optional(),
  stream: z.boolean().optional(),
  tools: z.array(tool).optional(),
  tool_choice: z.looseObject({ type: z.enum(['auto', 'any', 'tool', 'none']) }).optional(),
  output_config: z.strictObject({ effort: z.string().nullish(), format: outputFormat.nullish() }).optional(),
  temperature: z.number().min(0).max(1).optional(),
})

const usage = z.strictObject({
  input_tokens: z.int(),
  output_tokens: z.int(),
  cache_creation_input_tokens: z.int().nullable(),
  cache_read_input_tokens: z.int().nullable(),
})
const textBlock = z.strictObject({ type: z.literal('text'), text: z.string(), citations: z.null() })
const toolUseBlock = z.strictObject({ type: z.literal('tool_use'), id: z.string(), name: z.string(), input: z.unknown() })

export const message = z.strictObject({
  id: z.string(),
  type: z.literal('message'),
  role: z.literal('assistant'),
  model: z.string(),
  content: z.array(z.union([textBlock, toolUseBlock])),
  stop_reason: z.enum(['end_turn', 'max_tokens', 'stop_sequence', 'tool_use', 'pause_turn', 'refusal']).nullable(),
  stop_sequence: z.string().nullable(),
  usage,
})

export const messageStreamEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('message_start'), message }),
  z.strictObject({ type: z.literal('content_block_start'), index: z.int(), content_block: z.union([textBlock, toolUseBlock]) }),
  z.strictObject({
    type: z.literal('content_block_delta'),
    index: z.int(),
    delta: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text_delta'), text: z.string() }),
      z.strictObject({ type: z.literal('input_json_delta'), partial_json: z.string() }),
    ]),
  }),
  z.strictObject({ type: z.literal('content_block_stop'), index: z.int() }),
  z.strictObject({
    type: z.literal('message_delta'),
    delta: z.strictObject({ stop_reason: z.string().nullable(), stop_sequence: z.string().nullable() }),
    usage: z.strictObject({ output_tokens: z.int() }),
  }),
  z.strictObject({ type: z.literal('message_stop') }),
])

export const modelList = z.strictObject({
  data: z.array(z.strictObject({ type: z.literal('model'), id: z.string(), display_name: z.string(), created_at: z.iso.datetime() })),
  first_id: z.string().nullable(),
  last_id: z.string().nullable(),
  has_more: z.boolean(),
})
