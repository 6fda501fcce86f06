import { bearer } from './openai-responses.ts'
import type { Provider } from './port.ts'

/** Ollama, vLLM, LM Studio, llama.cpp and whoever else speaks Chat Completions. */
export const openaiCompatible: Provider = {
  kind: 'openai-compatible',
  officialUrl: null,
  environment: null,
  needsKey: false,
  async languageModel({ baseUrl, key, fetch }, model) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
    const settings = { name: 'compatible', baseURL: baseUrl, fetch, includeUsage: true, supportsStructuredOutputs: true }
    return createOpenAICompatible(key === null ? settings : { ...settings, apiKey: key }).chatModel(model)
  },
  options: () => ({}),
  prefixOptions: () => undefined,
  headers: bearer,
}
