import type { Ctx } from '#kernel/context.ts'
import { noteAnswer, noteIllness } from './circuit.ts'
import { events } from './events.ts'
import type { Failure } from './failure.ts'
import type { Plan } from './plan.ts'
import { costMicros } from './price.ts'
import type { Answer } from './providers/ask.ts'
import type { Recorded } from './reserve.ts'
import { learnBytesPerToken } from './tokens.ts'

export interface Measured {
  readonly id: string
  readonly tries: number
  readonly milliseconds: number
}

/** Notes an answer with what it cost by the provider's own count; without a count what was set aside stays spent. */
export async function settleAnswer(ctx: Ctx, plan: Plan, measured: Measured, answer: Answer): Promise<Recorded> {
  const cost = costMicros(plan.target.price, answer.usage)
  const counted = cost ?? plan.reserved ?? 0n
  await ctx.transaction(async (open) => {
    const { usage } = answer
    await open.query(
      `UPDATE models.call SET state = 'answered', answer = $2, reported_model = $3, input_tokens = $4, cached_input_tokens = $5,
         cache_write_tokens = $6, output_tokens = $7, reasoning_tokens = $8, cost_micros = $9, counted_micros = $10, tries = $11,
         milliseconds = $12, settled_at = now() WHERE id = $1`,
      [
        measured.id,
        JSON.stringify(answer),
        answer.reportedModel,
        usage.input,
        usage.cachedInput,
        usage.cacheWrite,
        usage.output,
        usage.reasoning,
        cost?.toString() ?? null,
        counted.toString(),
        measured.tries,
        measured.milliseconds,
      ],
      'models.settle-answer',
    )
    await learn(open, plan, answer)
    await noteAnswer(open, plan.target.providerId)
    await open.emit(events.call_settled, { call: measured.id }, plan.request.project ?? null)
  })
  return { id: measured.id, answer, costMicros: cost, reservedMicros: plan.reserved, milliseconds: measured.milliseconds }
}

async function learn(ctx: Ctx, plan: Plan, { usage }: Answer): Promise<void> {
  const learned = usage.input === null ? null : learnBytesPerToken(plan.target.bytesPerToken, plan.bytes, usage.input)
  if (learned === null || learned === plan.target.bytesPerToken) return
  await ctx.query('UPDATE models.model SET bytes_per_token = $2 WHERE id = $1', [plan.target.modelId, learned], 'models.learn-tokens')
}

/** Notes a failure. What the provider may bill all the same stays counted as it was set aside. */
export async function settleFailure(ctx: Ctx, plan: Plan, measured: Measured, failure: Failure): Promise<void> {
  const isPaid = failure.paid === 'maybe'
  await ctx.transaction(async (open) => {
    await open.query(
      `UPDATE models.call SET state = $2, error_code = $3, error = $4, cost_micros = $5,
         counted_micros = CASE WHEN $6 THEN counted_micros ELSE 0 END, tries = $7, milliseconds = $8, settled_at = now() WHERE id = $1`,
      [
        measured.id,
        isPaid ? 'possibly_paid' : 'failed',
        failure.code,
        failure.sentence,
        isPaid ? null : '0',
        isPaid,
        measured.tries,
        measured.milliseconds,
      ],
      'models.settle-failure',
    )
    if (failure.ill) await noteIllness(open, plan.target.providerId, failure.sentence)
    await open.emit(events.call_settled, { call: measured.id }, plan.request.project ?? null)
  })
}
