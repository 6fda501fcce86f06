import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { ProviderItem } from './client.ts'
import { word } from './words.ts'

export interface ProviderState {
  readonly kind: StatusKind
  /** The state in a word, for the glyph. */
  readonly label: string
  /** What is wrong, as a sentence; null when nothing is. */
  readonly sentence: string | null
}

/** How a provider is, the worst first: on purpose, without key, ill, not readable, not tried, well. */
export function stateOf(provider: ProviderItem): ProviderState {
  const failure = provider.failure ?? word('unknown')
  if (provider.paused) return { kind: 'paused', label: word('provider.paused'), sentence: null }
  if (provider.key === 'missing') return { kind: 'asks', label: word('provider.missing'), sentence: null }
  if (provider.restsUntil) return problem('failing', word('provider.rests', { failure }))
  if (provider.failures > 0) return problem('risk', word('provider.failed', { count: provider.failures, failure }))
  if (provider.listProblem) return problem('risk', word('provider.list_problem', { problem: provider.listProblem }))
  if (provider.listedAt === null && provider.answeredAt === null)
    return { kind: 'unknown', label: word('provider.untried'), sentence: null }
  return { kind: 'healthy', label: word('provider.well'), sentence: null }
}

/** `api.openai.com · key …cdef · 3 of 40 models on` */
export function factsOf(provider: ProviderItem): string {
  return [
    URL.parse(provider.baseUrl)?.host ?? provider.baseUrl,
    provider.key === 'vault' ? word('provider.key.vault', { hint: provider.keyHint ?? '…' }) : word(`provider.key.${provider.key}`),
    word('provider.models', { enabled: provider.enabledModels, count: provider.models }),
    ...(provider.free ? [word('provider.free')] : []),
  ].join(' · ')
}

function problem(kind: StatusKind, sentence: string): ProviderState {
  return { kind, label: sentence, sentence }
}
