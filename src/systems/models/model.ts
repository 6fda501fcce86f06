import { z } from 'zod'
import { moment } from '#kernel/contract.ts'

export const providerKind = z.enum(['openai-responses', 'openai-chat', 'anthropic', 'openai-compatible'])
export type ProviderKind = z.output<typeof providerKind>

/** Money on the wire: a whole number, because JSON has no bigint; null is unknown. */
export const micros = z.int().min(0).nullable().describe('Millionths of a US dollar; null is unknown')

export const price = z.object({
  input: micros.describe('Millionths of a dollar for a million input tokens; null is unknown'),
  cachedInput: micros.describe('For input that the provider’s cache held; null counts as input'),
  cacheWrite: micros.describe('For input written to that cache; null counts as input'),
  output: micros.describe('For output, with thinking'),
})

export const model = z
  .object({
    id: z.uuid(),
    reference: z.string().describe('What calls name it by: provider/model'),
    provider: z.string(),
    name: z.string().describe('As the provider calls it'),
    kind: providerKind,
    enabled: z.boolean().describe('Whether it may be asked'),
    contextWindow: z.int().nullable().describe('Tokens that question and answer may have together'),
    maxOutputTokens: z.int().nullable(),
    price,
    priceSource: z.string().nullable().describe('Who says so'),
    priceDate: z.iso.date().nullable().describe('On which day it was so'),
    addedBy: z.string().nullable().describe('Who added it by hand; null is the provider’s own list'),
    listedAt: moment.nullable().describe('When the provider listed it last'),
    version: z.int(),
  })
  .meta({ id: 'Model', title: 'A model of a provider' })

export type Model = z.output<typeof model>
