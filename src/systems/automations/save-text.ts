import { may, reach } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { storedActor } from '#kernel/outbox/write.ts'
import { errors } from './errors.ts'
import type { Compiled } from './language/compile.ts'
import type { WorkflowDocument } from './language/model/document.ts'
import type { Requirements } from './language/requirements.ts'
import { surroundingsOf } from './surroundings.ts'

/** A text that may be saved, with what the rows need of it. */
export interface ReadyText {
  readonly text: string
  readonly document: WorkflowDocument
  readonly hash: string
  readonly form: 'friendly' | 'standard'
  readonly requirements: Requirements
  readonly compiled: Compiled
}

/** Compiles a text and checks that its author may do what it will do. Throws with the problems and their lines. */
export async function readyText(ctx: Ctx, text: string): Promise<ReadyText> {
  const { compile } = await import('./language/compile.ts')
  const { decompile } = await import('./language/decompile.ts')
  const { definitionHash } = await import('./language/hash.ts')
  const { requirementsOf } = await import('./language/requirements.ts')
  const compiled = compile(text, await surroundingsOf(ctx))
  const { document, problems } = compiled
  if (document === null) {
    const first = problems.find((problem) => problem.severity === 'error')
    throw new Problem(errors.text_refused, first && `Line ${first.line}: ${first.message}`, { problems })
  }
  const requirements = requirementsOf(document)
  requireRights(ctx, requirements)
  return { text, document, hash: definitionHash(document), form: decompile(document).form, requirements, compiled }
}

/** An automation must not do for its author what they may not do themselves; a run asks again, with the rights of that day. */
function requireRights(ctx: Ctx, { operations, processes }: Requirements): void {
  const missing = operations.filter((id) => {
    const permission = ctx.operations.get(id)?.declaration.permission
    return permission?.includes(':') && !may(ctx.actor, permission)
  })
  if (missing.length > 0)
    throw new Problem(errors.right_missing, `You may not call ${missing.join(', ')} yourself.`, { operations: missing })
  const shell = processes.length > 0 && reach(ctx.actor, 'automations:processes') !== 'all'
  if (shell)
    throw new Problem(errors.right_missing, `It runs ${processes.join(', ')} on the machine; that needs the right automations:processes.`)
}

/** Stores the definition under its hash; equal ones are stored once. */
export async function storeDefinition(ctx: Ctx, { hash, document }: ReadyText): Promise<void> {
  await ctx.query('INSERT INTO automations.definition (hash, document) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    hash,
    JSON.stringify(document),
  ])
}

interface NewVersion {
  readonly automation: string
  readonly number: number
  readonly note: string | null
}

export async function storeVersion(ctx: Ctx, ready: ReadyText, { automation, number, note }: NewVersion): Promise<void> {
  await ctx.query(
    `INSERT INTO automations.version (automation, number, hash, text, form, release, note, saved_by, pins) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      automation,
      number,
      ready.hash,
      ready.text,
      ready.form,
      ready.document.document.version,
      note,
      ctx.actor.name,
      await pinsOf(ctx, ready),
    ],
  )
}

/** The workflows it runs, pinned to the newest definition of the version it names: later ones do not change it. */
async function pinsOf(ctx: Ctx, { requirements, document, hash }: ReadyText): Promise<string> {
  const pins: Record<string, string> = {}
  const { namespace, name, version } = document.document
  for (const workflow of requirements.workflows) {
    const [, wanted, release] = /^(.*)@(.*)$/.exec(workflow) ?? []
    const isItself = wanted === `${namespace}/${name}` && (release === version || release === 'latest')
    const pinned = isItself ? hash : await newestOf(ctx, wanted!, release!)
    if (pinned === null)
      throw new Problem(errors.text_refused, `The workflow ${wanted} has no version ${release}; its history shows which there are.`, {
        problems: [],
      })
    pins[workflow] = pinned
  }
  return JSON.stringify(pins)
}

/** A version is named by its number in the history, by the release its text gives itself, or by its hash. */
async function newestOf(ctx: Ctx, workflow: string, release: string): Promise<string | null> {
  const found = await ctx.query<{ hash: string }>(
    `SELECT v.hash FROM automations.version v JOIN automations.automation a ON a.id = v.automation
     WHERE a.namespace || '/' || a.name = $1 AND (v.number::text = $2 OR v.release = $2 OR v.hash = $2 OR $2 = 'latest') ORDER BY v.number DESC LIMIT 1`,
    [workflow, release],
  )
  return found.rows[0]?.hash ?? null
}

/** Who an automation acts for: the person behind the call with the rights of the call. */
export function authorOf(ctx: Ctx): unknown {
  if (ctx.actor.person === null && ctx.actor.kind !== 'system') throw new Problem(errors.author_unknown)
  return storedActor(ctx.actor)
}
