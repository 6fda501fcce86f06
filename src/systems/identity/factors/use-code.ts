import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { knock, noteFailure, noteSuccess } from '../door.ts'
import { errors } from '../errors.ts'
import type { Method } from '../start-session.ts'
import { useRecoveryCode } from './recovery-codes.ts'
import { useTotp } from './totp.ts'

/** Takes a code of the authenticator app, or a recovery code: once, and so often only as the door allows. */
export async function useCode(ctx: Ctx, person: string, code: string): Promise<Method> {
  await knock(ctx, person)
  const isTotp = /^\d{6}$/.test(code)
  const right = isTotp ? await useTotp(ctx, person, code, 'confirmed') : await useRecoveryCode(ctx, person, code)
  if (!right) {
    await noteFailure(ctx, person)
    throw new Problem(errors.wrong_code)
  }
  await noteSuccess(ctx, person)
  return isTotp ? 'totp' : 'recovery'
}
