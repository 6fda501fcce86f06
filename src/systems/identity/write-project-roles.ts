import type { Ctx } from '#kernel/context.ts'
import type { RoleInProject } from './read-access.ts'

/** Replaces the roles somebody has in single projects. Named twice, a project keeps the last role. */
export async function writeProjectRoles(ctx: Ctx, person: string, projects: readonly RoleInProject[]): Promise<void> {
  const last = new Map(projects.map((one) => [one.project, one.role]))
  await ctx.query('DELETE FROM identity.project_role WHERE person = $1', [person])
  await ctx.query('INSERT INTO identity.project_role (person, project, role) SELECT $1, * FROM unnest($2::uuid[], $3::text[])', [
    person,
    [...last.keys()],
    [...last.values()],
  ])
}
