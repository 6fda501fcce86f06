import { may, reach, type Actor } from '../actor.ts'
import type { Call } from '../call.ts'
import type { Ctx } from '../context.ts'
import type { Operation } from '../contract.ts'
import { kernelErrors, Problem } from '../errors.ts'
import type { BoundOperation } from '../operation.ts'
import type { Connection } from './connection.ts'
import { CallContext, type Machinery } from './context.ts'

/** Whether the actor may call this operation at all; the project is looked at later, when it is known. */
export function requirePermission(actor: Actor, declaration: Operation): void {
  const { permission } = declaration
  if (permission === 'public') return
  if (actor.kind === 'anonymous') throw new Problem(kernelErrors.not_signed_in)
  if (permission === 'signed-in') return
  if (!may(actor, permission)) {
    throw new Problem(kernelErrors.forbidden, `This needs the right ${permission}, which ${actor.name} does not have.`, { permission })
  }
  if (declaration.project === 'none' && declaration.effect !== 'read' && reach(actor, permission) !== 'all') {
    throw new Problem(kernelErrors.forbidden, `This needs the right ${permission} for all projects.`, { permission })
  }
}

/** Whether the input has a project field with something in it. */
export function namesProject({ project }: Operation, input: Record<string, unknown>): boolean {
  return typeof project === 'object' && 'input' in project && input[project.input] != null
}

/** Replaces an id or slug in the project field by the id, and hides projects that are out of reach. */
export async function resolveProjectInput(
  machinery: Machinery,
  connection: Connection,
  call: Call & { requestId: string },
  declaration: Operation,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  if (!namesProject(declaration, input)) return input
  const field = (declaration.project as { input: string }).input
  const given = input[field] as string
  const ctx = new CallContext(machinery, declaration, call, connection, () => Promise.reject(new Error('not here')))
  const project = await machinery.resolveProject(ctx, given)
  if (project === null || !inReach(call.actor, declaration, project)) {
    throw new Problem(kernelErrors.not_found, `There is no project ${given} that you may see.`)
  }
  return { ...input, [field]: project }
}

/** Loads and checks the project of the row an operation acts on; gives the project for the audit trail. */
export async function requireProject(ctx: Ctx, bound: BoundOperation, input: Record<string, unknown>): Promise<string | null> {
  const scope = bound.declaration.project
  if (typeof scope !== 'object') return null
  if ('input' in scope) return requireNamed(ctx, bound.declaration, input[scope.input] as string | null | undefined)
  if (!bound.projectOf) throw new Error(`${bound.declaration.id} declares a row scope but has no project loader.`)
  const project = await bound.projectOf(ctx, input)
  const allowed =
    project === null ? reach(ctx.actor, bound.declaration.permission) === 'all' : inReach(ctx.actor, bound.declaration, project)
  if (!allowed) throw new Problem(kernelErrors.not_found)
  return project
}

/** Where a project may be left out, leaving it out means all of them: whoever reaches only some has to name one. */
function requireNamed(ctx: Ctx, declaration: Operation, project: string | null | undefined): string | null {
  const { permission } = declaration
  if (project != null || permission === 'public' || permission === 'signed-in' || reach(ctx.actor, permission) === 'all')
    return project ?? null
  throw new Problem(kernelErrors.forbidden, `Name one of your projects: without one this needs the right ${permission} for all of them.`)
}

function inReach(actor: Actor, declaration: Operation, project: string): boolean {
  return declaration.permission === 'public' || declaration.permission === 'signed-in' || may(actor, declaration.permission, project)
}
