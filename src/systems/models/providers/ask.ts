import type { FinishReason, LanguageModelUsage, ModelMessage } from 'ai'
import type { Completion, CompletionRequest, Message, Usage } from '../completion.ts'
import type { Connection, Provider } from './port.ts'

export interface Question {
  readonly provider: Provider
  readonly connection: Connection
  readonly model: string
  readonly request: Pick<CompletionRequest, 'instructions' | 'prefix' | 'purpose'>
  readonly messages: readonly Message[]
  readonly json: { readonly name: string; readonly schema: Record<string, unknown> } | null
  readonly maxOutputTokens: number
  readonly signal: AbortSignal
  /** Given, the answer is streamed and each piece told. */
  readonly onText?: (piece: string) => void
}

export interface Answer {
  readonly text: string
  readonly usage: Usage
  readonly finish: Completion['finish']
  readonly reportedModel: string | null
}

/** One request to the provider: no retry, no redirect, nothing kept. Throws what the SDK or the guard throws. */
export async function ask(question: Question): Promise<Answer> {
  const { generateText } = await loadSdk()
  const settings = await settingsOf(question)
  if (question.onText) return askStreaming(question, settings, question.onText)
  const result = await generateText(settings)
  return {
    text: result.text,
    usage: asUsage(result.usage),
    finish: asFinish(result.finishReason),
    reportedModel: result.response.modelId || null,
  }
}

/** A stream that ends without saying that it ended is a failure, however good the text looks. */
export class BrokenStream extends Error {}

async function askStreaming(
  question: Question,
  settings: Awaited<ReturnType<typeof settingsOf>>,
  onText: (piece: string) => void,
): Promise<Answer> {
  const { streamText } = await loadSdk()
  const result = streamText({ ...settings, onError: () => {} })
  let text = ''
  let end: { usage: LanguageModelUsage; finish: FinishReason; reportedModel: string | null } | null = null
  for await (const part of result.fullStream) {
    if (part.type === 'error') throw part.error
    if (part.type === 'abort') throw question.signal.reason
    if (part.type === 'text-delta') {
      text += part.text
      onText(part.text)
    }
    if (part.type === 'finish-step') end = { usage: part.usage, finish: part.finishReason, reportedModel: part.response.modelId || null }
  }
  if (end === null || (end.finish === 'other' && end.usage.outputTokens === undefined)) {
    throw new BrokenStream('The answer broke off before its end.')
  }
  return { text, usage: asUsage(end.usage), finish: asFinish(end.finish), reportedModel: end.reportedModel }
}

async function settingsOf({ provider, connection, model, request, messages, json, maxOutputTokens, signal }: Question) {
  return {
    model: await provider.languageModel(connection, model),
    ...(request.instructions !== undefined && { instructions: request.instructions }),
    messages: toMessages(provider, request.prefix, messages),
    maxOutputTokens,
    maxRetries: 0,
    abortSignal: signal,
    providerOptions: provider.options(request),
    ...(json && { output: jsonOutput(json) }),
  }
}

/** The common prefix is a part of its own before the first message, so that its bytes are equal in every call. */
function toMessages(provider: Provider, prefix: string | undefined, messages: readonly Message[]): ModelMessage[] {
  return messages.map((message, index): ModelMessage => {
    if (message.role === 'assistant') return { role: 'assistant', content: message.text }
    const text = { type: 'text' as const, text: message.text }
    const isFirst = index === 0 && prefix !== undefined
    const common = isFirst ? [{ type: 'text' as const, text: prefix, providerOptions: provider.prefixOptions() }] : []
    return { role: 'user', content: [...common, text] }
  })
}

/** Asks for JSON of this schema and takes the text as it comes: whether it fits is decided here, not in the SDK. */
function jsonOutput({ name, schema }: { name: string; schema: Record<string, unknown> }) {
  return {
    name: 'json',
    responseFormat: Promise.resolve({ type: 'json' as const, name, schema: schema as never }),
    parseCompleteOutput: ({ text }: { text: string }) => Promise.resolve(text),
    parsePartialOutput: () => Promise.resolve(undefined),
    createElementStreamTransform: () => undefined,
  }
}

/** The SDK on first use. A model's bare name would go to a hosted gateway: here it goes nowhere. */
async function loadSdk(): Promise<typeof import('ai')> {
  globalThis.AI_SDK_LOG_WARNINGS = false
  globalThis.AI_SDK_DEFAULT_PROVIDER = nowhere as never
  return import('ai')
}

const nowhere = new Proxy({}, { get: refuse, has: () => true })

function refuse(_target: object, name: string | symbol): unknown {
  if (name === 'specificationVersion') return 'v4'
  throw new Error('A model is always one of a configured provider, never a bare name.')
}

function asUsage(usage: LanguageModelUsage): Usage {
  return {
    input: usage.inputTokens ?? null,
    cachedInput: usage.inputTokenDetails.cacheReadTokens ?? null,
    cacheWrite: usage.inputTokenDetails.cacheWriteTokens ?? null,
    output: usage.outputTokens ?? null,
    reasoning: usage.outputTokenDetails.reasoningTokens ?? null,
  }
}

function asFinish(reason: FinishReason): Completion['finish'] {
  return reason === 'stop' || reason === 'length' || reason === 'content-filter' ? reason : 'other'
}
