import type { Ctx } from '#kernel/context.ts'
import type { Operation } from '#kernel/contract.ts'
import type { Json, JsonObject } from './expressions/json.ts'
import { knownPeople } from '#systems/identity/public.ts'
import { findExpressions } from './expressions/template.ts'
import { unknownKey } from './language/unknown-key.ts'
import type { InputFault, Surroundings } from './language/validation/context.ts'

/** What a text may name: operations and workflows that exist. Which secrets it gets is decided by grants, later. */
export async function surroundingsOf(ctx: Pick<Ctx, 'query' | 'operations'>): Promise<Surroundings> {
  const found = await ctx.query<{ name: string }>(
    `SELECT namespace || '/' || name AS name FROM automations.automation`,
    [],
    'automations.names',
  )
  return {
    operations: new Set(ctx.operations.keys()),
    inputFaults(operation, input) {
      const known = ctx.operations.get(operation)
      return known ? inputFaults(known.declaration, input) : []
    },
    workflows: new Set(found.rows.map((row) => row.name)),
    askable: await knownPeople(ctx.query),
  }
}

/** What the contract of an operation refuses of an input whatever its expressions will say. */
export function inputFaults({ id, input: { def, shape } }: Operation, given: JsonObject): InputFault[] {
  const fields = Object.keys(shape)
  const unknown = def.catchall === undefined ? Object.keys(given).filter((field) => !Object.hasOwn(shape, field)) : []
  const missing = fields.filter((field) => given[field] === undefined && !shape[field]!.safeParse(undefined).success)
  return [
    ...unknown.map((field) => ({ field, code: 'unknown-key' as const, message: unknownKey(field, fields) })),
    ...missing.map((field) => ({ field: null, code: 'schema' as const, message: `The operation "${id}" needs "${field}" in "with".` })),
    ...fields.flatMap((field) => wrongValue(shape[field]!, field, given[field])),
  ]
}

function wrongValue(schema: Operation['input']['shape'][string], field: string, value: Json | undefined): InputFault[] {
  if (value === undefined || findExpressions(value).length > 0) return []
  const issue = schema.safeParse(value).error?.issues[0]
  if (!issue) return []
  const place = [field, ...issue.path.map(String)].join('.')
  return [{ field, code: 'schema', message: `"${place}": ${issue.message}.` }]
}
