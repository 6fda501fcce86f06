import type { Provider } from './port.ts'

export const anthropic: Provider = {
  kind: 'anthropic',
  officialUrl: 'https://api.anthropic.com/v1',
  environment: { key: 'ANTHROPIC_API_KEY', baseUrl: 'ANTHROPIC_BASE_URL' },
  needsKey: true,
  async languageModel({ baseUrl, key, fetch }, model) {
    const { createAnthropic } = await import('@ai-sdk/anthropic')
    return createAnthropic({ baseURL: baseUrl, apiKey: key ?? '', fetch })(model)
  },
  options: () => ({}),
  prefixOptions: () => ({ anthropic: { cacheControl: { type: 'ephemeral' } } }),
  headers: (key) => ({ 'anthropic-version': '2023-06-01', ...(key !== null && { 'x-api-key': key }) }),
}
