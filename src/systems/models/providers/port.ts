import type { LanguageModel, ModelMessage } from 'ai'
import type { CompletionRequest } from '../completion.ts'
import type { ProviderKind } from '../model.ts'

/** Where and as whom a provider is called. `fetch` lets nothing out but to this address. */
export interface Connection {
  readonly baseUrl: string
  readonly key: string | null
  readonly fetch: typeof fetch
}

export interface Provider {
  readonly kind: ProviderKind
  /** Its own address; null where every server has another. */
  readonly officialUrl: string | null
  /** Environment variables with its key and address, as the vendor's own programs read them; null where it has none. */
  readonly environment: { readonly key: string; readonly baseUrl: string } | null
  readonly needsKey: boolean
  /** Loads the vendor's part of the SDK on first use. Always a model object: a bare name would go to a hosted gateway. */
  languageModel(connection: Connection, model: string): Promise<Exclude<LanguageModel, string>>
  /** The vendor's own switches: nothing is stored there, and the common prefix is cached. */
  options(request: Shared): Record<string, Record<string, string | boolean>>
  /** Marks the common prefix, where the vendor wants it marked. */
  prefixOptions(): ModelMessage['providerOptions']
  /** Headers of a plain request, for the list of models. */
  headers(key: string | null): Record<string, string>
}

export type Shared = Pick<CompletionRequest, 'prefix' | 'instructions' | 'purpose'>
