import type { Ctx } from '#kernel/context.ts'
import { readSetting } from '#kernel/settings/public.ts'
import { retention, type Retention } from '../contracts/retention.ts'

export const retentionSetting = 'automations.retention'

const usual: Retention = { days: 90, runsPerAutomation: null, eventDays: 30 }

export function readRetention(ctx: Pick<Ctx, 'query'>): Promise<Retention> {
  return readSetting(ctx, retentionSetting, retention, usual)
}
