import { z } from 'zod'
import { moment } from '#kernel/contract.ts'

export const budgetScope = z.enum(['everything', 'project', 'session'])
export const budgetPeriod = z.enum(['day', 'month', 'session'])

export const budget = z
  .object({
    id: z.uuid(),
    scope: budgetScope,
    period: budgetPeriod.describe('A day and a month are those of UTC'),
    project: z.uuid().nullable().describe('The one project it is for; null with scope project is each that has none of its own'),
    limitMicros: z.int().min(0).describe('Millionths of a US dollar'),
    usedMicros: z
      .int()
      .nullable()
      .describe('Spent and set aside in the running period; null where it is counted for each project or session'),
    periodStart: moment.nullable(),
    periodEnd: moment.nullable(),
    updatedBy: z.string(),
    updatedAt: moment,
    version: z.int(),
  })
  .meta({ id: 'ModelBudget', title: 'How much may be spent on models' })

export type Budget = z.output<typeof budget>

/** The running period at this moment; null for a session, which has no clock. */
export function periodAt(period: Budget['period'], now: Date): { start: Date; end: Date } | null {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  if (period === 'session') return null
  if (period === 'day') return { start: new Date(Date.UTC(year, month, day)), end: new Date(Date.UTC(year, month, day + 1)) }
  return { start: new Date(Date.UTC(year, month, 1)), end: new Date(Date.UTC(year, month + 1, 1)) }
}

/** `the budget of a day`, for sentences. */
export function budgetName({ scope, period, project }: Pick<Budget, 'scope' | 'period' | 'project'>): string {
  if (scope === 'session') return 'the budget of a session'
  const whose = scope === 'everything' ? '' : project === null ? ' for each project' : ' for this project'
  return `the budget of a ${period}${whose}`
}

/** `$0.0123`: as many digits as a small sum needs. */
export function dollars(micros: bigint | number): string {
  const value = Number(micros) / 1_000_000
  return `$${value.toFixed(value !== 0 && Math.abs(value) < 1 ? 4 : 2)}`
}
