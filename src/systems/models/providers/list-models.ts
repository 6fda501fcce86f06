import { z } from 'zod'
import type { Connection, Provider } from './port.ts'

export interface ListedModel {
  readonly name: string
  /** Where the server says it: vLLM's `max_model_len`. */
  readonly contextWindow: number | null
}

/** OpenAI's shape, which everybody took over, Anthropic too; servers add to it what they like. */
const listShape = z.object({
  data: z.array(z.object({ id: z.string().min(1).max(200), max_model_len: z.int().positive().nullish().catch(null) })).max(5000),
})

const longestMilliseconds = 15_000

/** Why a list of models could not be read, as a sentence for people. */
export class ListProblem extends Error {}

/** The models that the provider names, by name. Throws a ListProblem. */
export async function listModels(provider: Provider, { baseUrl, key, fetch }: Connection, signal: AbortSignal): Promise<ListedModel[]> {
  const host = new URL(baseUrl).host
  const response = await fetch(`${baseUrl}/models${provider.kind === 'anthropic' ? '?limit=1000' : ''}`, {
    headers: provider.headers(key),
    signal: AbortSignal.any([signal, AbortSignal.timeout(longestMilliseconds)]),
  }).catch((error: Error) => {
    throw new ListProblem(reasonOf(host, error))
  })
  const text = await response.text().catch((error: Error) => {
    throw new ListProblem(reasonOf(host, error))
  })
  if (response.status === 401 || response.status === 403) throw new ListProblem(`${host} does not accept the key (${response.status}).`)
  if (response.status === 404)
    throw new ListProblem(`${host} has no list of models at this address; check its path, or add models by name.`)
  if (!response.ok) throw new ListProblem(`${host} answers ${response.status}.`)
  const parsed = listShape.safeParse(parseJson(text))
  if (!parsed.success) throw new ListProblem(`${host} answers something else than a list of models.`)
  return parsed.data.data
    .map(({ id, max_model_len: window }) => ({ name: id, contextWindow: window ?? null }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function reasonOf(host: string, error: Error): string {
  if (error.name === 'TimeoutError') return `${host} did not answer within ${longestMilliseconds / 1000} s.`
  if (error.name === 'GuardError') return error.message
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code
  return `${host} cannot be reached${code ? ` (${code})` : ''}.`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
