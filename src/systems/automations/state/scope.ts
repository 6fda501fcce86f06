import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { findAutomation } from '../automation-row.ts'

interface Scope {
  /** As it is stored: global, project:<id>, automation:<id>. */
  readonly name: string
  readonly project: string | null
}

/** The scope that somebody wrote; `automation` alone is the one whose run is calling. */
export async function readScope(ctx: Ctx, written: string): Promise<Scope> {
  if (written === 'global') return { name: 'global', project: null }
  const [kind, given] = written === 'automation' ? ['automation', await callingAutomation(ctx)] : cut(written)
  if (kind === 'automation') {
    const { id, project } = await findAutomation(ctx, given)
    return { name: `automation:${id}`, project }
  }
  const project = kind === 'project' ? await ctx.resolveProject(given) : null
  if (project === null) throw new Problem(kernelErrors.invalid_input, 'A scope is global, project:<id> or automation:<id or name>.')
  return { name: `project:${project}`, project }
}

/** For `project: { row: 'scope' }`. */
export async function projectOfScope(ctx: Ctx, input: { scope: string }): Promise<string | null> {
  return (await readScope(ctx, input.scope)).project
}

function cut(written: string): [string, string] {
  const colon = written.indexOf(':')
  return [written.slice(0, Math.max(0, colon)), written.slice(colon + 1)]
}

/** A step acts under the id of its automation. */
async function callingAutomation(ctx: Ctx): Promise<string> {
  const { kind, id } = ctx.actor
  const found =
    kind === 'workflow' || kind === 'system' ? await ctx.query('SELECT FROM automations.automation WHERE id::text = $1', [id]) : null
  if (found?.rowCount !== 1) {
    throw new Problem(kernelErrors.invalid_input, 'Only a step of an automation can say "automation" alone; write automation:<name>.')
  }
  return id
}
