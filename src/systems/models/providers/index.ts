import type { ProviderKind } from '../model.ts'
import { anthropic } from './anthropic.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiCompatible } from './openai-compatible.ts'
import { openaiResponses } from './openai-responses.ts'
import type { Provider } from './port.ts'

export const providers: Readonly<Record<ProviderKind, Provider>> = {
  'openai-responses': openaiResponses,
  'openai-chat': openaiChat,
  anthropic,
  'openai-compatible': openaiCompatible,
}
