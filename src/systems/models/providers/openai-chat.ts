import { bearer, openaiOptions, openaiResponses } from './openai-responses.ts'
import type { Provider } from './port.ts'

/** The older interface of the same vendor. */
export const openaiChat: Provider = {
  kind: 'openai-chat',
  officialUrl: openaiResponses.officialUrl,
  environment: null,
  needsKey: true,
  async languageModel({ baseUrl, key, fetch }, model) {
    const { createOpenAI } = await import('@ai-sdk/openai')
    return createOpenAI({ baseURL: baseUrl, apiKey: key ?? '', fetch }).chat(model)
  },
  options: openaiOptions,
  prefixOptions: () => undefined,
  headers: bearer,
}
