import type { Ctx } from '#kernel/context.ts'
import { events } from '../events.ts'

interface About {
  readonly id: string
  readonly project: string | null
}

export async function tellSeat(ctx: Pick<Ctx, 'emit'>, question: About, seat: { voter: string; state: string }): Promise<void> {
  await ctx.emit(events.seat_changed, { question: question.id, ...seat }, question.project)
}

export async function tellQuestion(ctx: Pick<Ctx, 'emit'>, question: About, state: string): Promise<void> {
  await ctx.emit(events.question_changed, { question: question.id, state }, question.project)
}
