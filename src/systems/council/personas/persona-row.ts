import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { personaContent } from '../shapes.ts'

export type PersonaContent = z.output<typeof personaContent>

export interface PersonaRow {
  id: string
  name: string
  duty: string
  artefact: string
  lens: string[]
  model: string | null
  weight: number
  enabled: boolean
  built_in: boolean
  version: number
  changed_by: string
  changed_at: Date
}

const columns = 'id, name, duty, artefact, lens, model, weight, enabled, built_in, version, changed_by, changed_at'

/** The minds there are, in the order of the council. */
export async function readPersonas(ctx: Pick<Ctx, 'query'>): Promise<PersonaRow[]> {
  const rows = await ctx.query<PersonaRow>(
    `SELECT ${columns} FROM council.persona WHERE removed_at IS NULL ORDER BY position, id`,
    [],
    'council.personas',
  )
  return rows.rows
}

export async function findPersona(ctx: Pick<Ctx, 'query'>, id: string): Promise<PersonaRow> {
  const rows = await ctx.query<PersonaRow>(`SELECT ${columns} FROM council.persona WHERE id = $1 AND removed_at IS NULL`, [id])
  const row = rows.rows[0]
  if (!row) throw new Problem(kernelErrors.not_found, `There is no mind ${id}.`)
  return row
}

export function contentOf({ name, duty, artefact, lens, model, weight, enabled }: PersonaRow): PersonaContent {
  return { name, duty, artefact, lens, model, weight, enabled }
}

/** Keeps the version that a ballot may name later. */
export async function keepVersion(ctx: Pick<Ctx, 'query'>, row: PersonaRow): Promise<void> {
  await ctx.query('INSERT INTO council.persona_version (persona, version, content, changed_by) VALUES ($1, $2, $3, $4)', [
    row.id,
    row.version,
    JSON.stringify(contentOf(row)),
    row.changed_by,
  ])
}
