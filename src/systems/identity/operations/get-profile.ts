import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asProfile, readProfile } from '../profile-row.ts'

export const getProfile = operation(contract.getProfile, async (ctx) => asProfile(await readProfile(ctx)))
