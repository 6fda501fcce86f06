import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { asProfile, profileColumns, readProfile, type ProfileRow } from '../profile-row.ts'
import { requireSelf } from '../require-person.ts'

export const updateProfile = operation(contract.updateProfile, async (ctx, input) => {
  const { id } = await requireSelf(ctx)
  const before = await readProfile(ctx)
  const kept = <T>(given: T | undefined, old: T): T => (given === undefined ? old : given)
  const after = await ctx.query<ProfileRow>(
    `UPDATE identity.person SET name = $2, time_zone = $3, locale = $4 WHERE id = $1 RETURNING ${profileColumns}`,
    [id, kept(input.name, before.name), kept(input.timeZone, before.time_zone), kept(input.locale, before.locale)],
  )
  await ctx.emit(events.person_changed, { person: id, change: 'profile' })
  return asProfile(after.rows[0]!)
})
