import { may, reach, type Actor } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import type { Json } from './expressions/json.ts'
import { canonicalJson } from './language/hash.ts'
import type { WorkflowDocument } from './language/model/document.ts'

export interface GrantRow {
  name: string
  secret: string
  steps: string[] | null
  granted_by: string
  granted_at: Date
  suspended_at: Date | null
  suspended_by: string | null
}

export const grantColumns = 'name, secret, steps, granted_by, granted_at, suspended_at, suspended_by'

export function asGrant({ name, secret, steps, granted_by, granted_at, suspended_at, suspended_by }: GrantRow) {
  return {
    name,
    secret,
    steps,
    grantedBy: granted_by,
    grantedAt: granted_at.toISOString(),
    suspendedBy: suspended_by,
    suspendedAt: suspended_at?.toISOString() ?? null,
  }
}

const grantPermission = 'settings:write'

/** Who may put secrets into the vault decides where they go. */
export function mayGrant(actor: Actor, project: string | null): boolean {
  return project === null ? reach(actor, grantPermission) === 'all' : may(actor, grantPermission, project)
}

interface Edit {
  readonly automation: string
  readonly project: string | null
  readonly before: { readonly hash: string; readonly document: WorkflowDocument }
  readonly after: { readonly hash: string; readonly document: WorkflowDocument }
}

/** As many definitions of a grant as are remembered: runs of older ones than that are long over. */
const mostDefinitions = 500

/**
 * Keeps grants with what was reviewed. They go over to a new definition when whoever saves it may grant, or when it does
 * the same; otherwise they are suspended: a changed step could send the secret elsewhere.
 */
export async function reviewGrants(ctx: Ctx, { automation, project, before, after }: Edit): Promise<void> {
  const goesOver = mayGrant(ctx.actor, project) || doesTheSame(before.document, after.document)
  await ctx.query(
    `UPDATE automations.secret_grant g SET definitions = n.definitions,
       suspended_at = CASE WHEN $3 = ANY (n.definitions) THEN NULL ELSE coalesce(g.suspended_at, $5) END,
       suspended_by = CASE WHEN $3 = ANY (n.definitions) THEN NULL ELSE coalesce(g.suspended_by, $6) END
     FROM (SELECT name, CASE WHEN $4 AND $2 = ANY (definitions) AND NOT $3 = ANY (definitions)
         THEN (definitions || $3::text)[greatest(1, cardinality(definitions) + 2 - ${mostDefinitions}):] ELSE definitions END AS definitions
       FROM automations.secret_grant WHERE automation = $1) n
     WHERE g.automation = $1 AND g.name = n.name`,
    [automation, before.hash, after.hash, goesOver, ctx.clock.now(), ctx.actor.name],
  )
}

/** Names, words and times at which it starts may differ: none of them changes where a step sends something. */
function doesTheSame(before: WorkflowDocument, after: WorkflowDocument): boolean {
  return whatItDoes(before) === whatItDoes(after)
}

function whatItDoes({ document: _name, schedule: _times, ...rest }: WorkflowDocument): string {
  return canonicalJson(rest as unknown as Json)
}
