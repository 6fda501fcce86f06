import { newId } from '#kernel/ids.ts'
import type { TestApp } from '#tests/support/app.ts'

export interface AddedModel {
  /** Name of the provider; made when it is not there. */
  readonly provider: string
  readonly kind: 'openai-responses' | 'openai-chat' | 'anthropic' | 'openai-compatible'
  readonly baseUrl: string
  readonly name?: string
  /** Millionths of a dollar for a million tokens: 1 and 10 dollars when left out; null is unknown. */
  readonly inputPrice?: number | null
  readonly outputPrice?: number | null
  readonly contextWindow?: number
  readonly maxOutput?: number
}

/** Puts a model of a test's server into the tables as if somebody had added it; answers its reference. */
export async function addModel(app: TestApp, model: AddedModel): Promise<string> {
  const { provider, name = 'gpt-5-mini', inputPrice = 1_000_000, outputPrice = 10_000_000 } = model
  const id = newId()
  await app.rows(
    `INSERT INTO models.provider (id, name, kind, base_url, sealed_key, key_hint, created_by) VALUES ($1, $2, $3, $4, $5, '…test', 'test')
     ON CONFLICT (name) DO NOTHING`,
    [id, provider, model.kind, model.baseUrl, app.kernel.vault.seal(`models.provider:${id}`, testKey)],
  )
  await app.rows(
    `INSERT INTO models.model (id, provider, name, enabled_at, input_price, output_price, context_window, max_output, added_by)
     SELECT $1, p.id, $3, now(), $4, $5, $6, $7, 'test' FROM models.provider p WHERE p.name = $2`,
    [newId(), provider, name, inputPrice, outputPrice, model.contextWindow ?? null, model.maxOutput ?? null],
  )
  return `${provider}/${name}`
}

/** The key that reaches a test's server. */
export const testKey = 'a key of the tests'
