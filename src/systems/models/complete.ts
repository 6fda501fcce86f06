import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Completion, CompletionRequest, CompletionStream } from './completion.ts'
import { errors } from './errors.ts'

/**
 * Asks a model once for this key. Call it from a workflow's step or an operation declared `unmanaged`, never inside a
 * transaction. Fails with a `Problem` whose code is a `ModelFailure`.
 */
export async function complete<T = unknown>(_ctx: Ctx, request: CompletionRequest<T>): Promise<Completion<T>> {
  throw new Problem(errors.no_provider, `There is no model ${request.model} that can be asked.`)
}

/** The same, while the answer grows. A recorded answer comes in one piece. */
export async function stream(ctx: Ctx, request: Omit<CompletionRequest, 'schema'>): Promise<CompletionStream> {
  const completion = complete(ctx, request)
  completion.catch(() => {})
  return { text: textOf(completion), completion }
}

async function* textOf(completion: Promise<Completion>): AsyncGenerator<string> {
  yield (await completion).text
}
