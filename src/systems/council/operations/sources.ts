import { may } from '#kernel/actor.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readOperation } from '../evidence/gather.ts'
import { evidenceSources } from '../evidence/sources.ts'

export const sources = operation(contract.sources, async (ctx) => ({
  items: evidenceSources.map(({ id, operation: name, scope, trust, words }) => {
    const declaration = readOperation(ctx, name)
    const readable = declaration !== null && (!declaration.permission.includes(':') || may(ctx.actor, declaration.permission))
    const state = declaration === null ? ('not installed' as const) : readable ? ('readable' as const) : ('no right' as const)
    return { id, operation: name, scope, trust, words: [...words], state }
  }),
}))
