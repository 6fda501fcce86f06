import type { Ctx } from '#kernel/context.ts'
import type { Operation } from '#kernel/contract.ts'
import { Problem } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import type { EvidenceDraft, GatherFrame } from './draft.ts'
import { evidenceSources, servesScope, type EvidenceSource } from './sources.ts'

export interface Gathered {
  readonly drafts: readonly EvidenceDraft[]
  /** What could not be read, and why; nothing is left out silently. */
  readonly notes: readonly string[]
}

/** Reads every source with the rights of `ctx`, one after the other: whoever asks sees nothing they may not see. */
export async function gatherEvidence(ctx: Ctx, frame: GatherFrame): Promise<Gathered> {
  const drafts: EvidenceDraft[] = []
  const notes: string[] = []
  for (const source of evidenceSources) {
    const operation = readOperation(ctx, source.operation)
    if (!operation || !servesScope(source, frame)) continue
    try {
      drafts.push(...(await readSource(ctx, { source, operation, frame })))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      notes.push(`${source.operation}: ${error.message}`)
    }
  }
  return { drafts, notes }
}

/** The declaration of a read that is installed; evidence never comes from anything that writes. */
export function readOperation(ctx: Pick<Ctx, 'operations'>, id: string): Operation | null {
  const declaration = ctx.operations.get(id)?.declaration
  return declaration?.effect === 'read' ? declaration : null
}

async function readSource(
  ctx: Ctx,
  { source, operation, frame }: { source: EvidenceSource; operation: Operation; frame: GatherFrame },
): Promise<EvidenceDraft[]> {
  const answer = await ctx.call(operation, source.input(frame))
  return source.read(answer, frame).map((draft) => ({
    source: source.id,
    operation: source.operation,
    permission: operation.permission,
    ...draft,
    // A record that names no project may be about any: only who may see all of them sees it.
    project: draft.project === undefined ? frame.project : draft.project !== null && isId(draft.project) ? draft.project : null,
    title: draft.title.slice(0, 300),
    link: draft.link ?? null,
    at: draft.at ?? frame.now,
    trust: draft.trust ?? source.trust,
  }))
}
