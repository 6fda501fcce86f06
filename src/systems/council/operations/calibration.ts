import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

export const calibration = operation(contract.calibration, async (ctx, input) =>
  (await import('../scoring/growth.ts')).calibrate(ctx, input),
)
