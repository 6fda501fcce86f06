import { createHash } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { canonicalJson } from '#kernel/executor/canonical-json.ts'
import type { CompletionRequest, Message } from './completion.ts'
import { errors } from './errors.ts'
import { mostMicros } from './price.ts'
import { describeFindings, findSecrets } from './secrets.ts'
import { findTarget, knownKeys, type Target } from './target.ts'
import { estimateTokens, utf8Bytes } from './tokens.ts'

/** One call that may be made: looked up, measured, and free of secrets. */
export interface Plan {
  readonly key: string
  readonly request: CompletionRequest
  readonly messages: readonly Message[]
  readonly target: Target
  readonly json: { readonly name: string; readonly schema: Record<string, unknown> } | null
  readonly hash: Buffer
  readonly bytes: number
  readonly maxOutputTokens: number
  /** What it costs at most; null when the price is unknown. */
  readonly reserved: bigint | null
}

/** Checks a request before anything is written or sent. Throws no_provider, refused_secret or too_long. */
export async function planCall(ctx: Pick<Ctx, 'query' | 'vault' | 'config'>, request: CompletionRequest): Promise<Plan> {
  const target = await findTarget(ctx, request.model)
  const json = request.schema ? { name: request.schema.name, schema: await schemaOf(request.schema.shape) } : null
  return planMessages(ctx, { key: request.key, request, target, json }, request.messages)
}

type Known = Pick<Plan, 'key' | 'request' | 'target' | 'json'>

/** The same request with these messages, under this key: the question itself, and its repair. */
export async function planMessages(
  ctx: Pick<Ctx, 'query' | 'vault' | 'config'>,
  known: Known,
  messages: readonly Message[],
): Promise<Plan> {
  const { request, target, json } = known
  const texts = [request.instructions ?? '', request.prefix ?? '', ...messages.map((message) => message.text)]
  const schemaText = json ? JSON.stringify(json.schema) : ''
  await refuseSecrets(ctx, [...texts, schemaText])
  const bytes = [...texts, schemaText].reduce((sum, text) => sum + utf8Bytes(text), 0)
  const maxOutputTokens = Math.min(request.maxOutputTokens, target.maxOutput ?? request.maxOutputTokens)
  const inputTokens = estimateTokens(bytes, target.bytesPerToken) + frameTokens * (messages.length + 1)
  if (target.contextWindow !== null && inputTokens + maxOutputTokens > target.contextWindow) {
    const detail = `About ${inputTokens} tokens of question and ${maxOutputTokens} of answer do not fit in ${target.contextWindow} of ${target.reference}.`
    throw new Problem(errors.too_long, detail, { inputTokens, maxOutputTokens, contextWindow: target.contextWindow })
  }
  const question = { model: request.model, texts, roles: messages.map((message) => message.role), schemaText, maxOutputTokens }
  const hash = createHash('sha256').update(canonicalJson(question)).digest()
  return { ...known, messages, hash, bytes, maxOutputTokens, reserved: mostMicros(target.price, inputTokens, maxOutputTokens) }
}

/** What providers add around each message. */
const frameTokens = 8

async function refuseSecrets(ctx: Pick<Ctx, 'query' | 'vault' | 'config'>, texts: readonly string[]): Promise<void> {
  const keys = await knownKeys(ctx)
  for (const [index, text] of texts.entries()) {
    const findings = findSecrets(text, keys)
    if (findings.length === 0) continue
    const where = partName(index, texts.length)
    throw new Problem(errors.refused_secret, `Not sent: ${describeFindings(findings)} of ${where}.`, { part: where, findings })
  }
}

/** Texts stand in this order: instructions, common part, messages, schema. */
function partName(index: number, count: number): string {
  if (index === 0) return 'the instructions'
  if (index === 1) return 'the common part'
  return index === count - 1 ? 'the form of the answer' : `message ${index - 1}`
}

/** zod's JSON Schema in the dialect that providers take; the loaded zod is the one the contract uses. */
async function schemaOf(shape: NonNullable<CompletionRequest['schema']>['shape']): Promise<Record<string, unknown>> {
  const { z } = await import('zod')
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'draft-7', io: 'output' }) as Record<string, unknown>
  return schema
}
