import type { Ctx } from '#kernel/context.ts'
import type { InputOf, OutputOf } from '#kernel/contract.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knockAddress } from '../door.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { isOpen } from '../invitation-row.ts'
import { requireStrongPassword } from '../password-strength.ts'
import { hashPassword } from '../password.ts'
import type { RoleInProject } from '../read-access.ts'
import { startSession } from '../start-session.ts'
import { hashSecret } from '../token.ts'
import { writeProjectRoles } from '../write-project-roles.ts'

export const acceptInvitation = operation(contract.acceptInvitation, async (ctx, input) => {
  await knockAddress(ctx)
  await requireStrongPassword(input.password, [input.name])
  const hash = await hashPassword(input.password)
  return ctx.transaction((inside) => createPerson(inside, input, hash))
})

type Declared = typeof contract.acceptInvitation

async function createPerson(ctx: Ctx, input: InputOf<Declared>, hash: string): Promise<OutputOf<Declared>> {
  const used = await ctx.query<{ email: string; role: string; projects: RoleInProject[] }>(
    `UPDATE identity.invitation SET accepted_at = now() WHERE token_hash = $1 AND ${isOpen} RETURNING email, role, projects`,
    [hashSecret(input.token)],
  )
  const invitation = used.rows[0]
  if (!invitation) throw new Problem(errors.wrong_invitation)
  const person = { id: ctx.id(), name: input.name, email: invitation.email }
  await ctx.query('INSERT INTO identity.person (id, name, email, password_hash, role) VALUES ($1, $2, $3, $4, $5)', [
    person.id,
    person.name,
    person.email,
    hash,
    invitation.role,
  ])
  await writeProjectRoles(ctx, person.id, invitation.projects)
  await ctx.emit(events.person_changed, { person: person.id, change: 'joined' })
  await startSession(ctx, person.id, ['password'])
  return { person }
}
