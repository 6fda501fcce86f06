import { createHash } from 'node:crypto'
import type { Provider, Shared } from './port.ts'

export const openaiResponses: Provider = {
  kind: 'openai-responses',
  officialUrl: 'https://api.openai.com/v1',
  environment: { key: 'OPENAI_API_KEY', baseUrl: 'OPENAI_BASE_URL' },
  needsKey: true,
  async languageModel({ baseUrl, key, fetch }, model) {
    const { createOpenAI } = await import('@ai-sdk/openai')
    return createOpenAI({ baseURL: baseUrl, apiKey: key ?? '', fetch }).responses(model)
  },
  options: openaiOptions,
  prefixOptions: () => undefined,
  headers: bearer,
}

/** Answers are not kept at the vendor; calls with the same prefix are sent where it is cached. */
export function openaiOptions(request: Shared): Record<string, Record<string, string | boolean>> {
  return { openai: { store: false, ...(request.prefix && { promptCacheKey: hashOf(request.prefix) }) } }
}

export function bearer(key: string | null): Record<string, string> {
  return key === null ? {} : { authorization: `Bearer ${key}` }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 32)
}
