import { operation } from '#kernel/operation.ts'
import { complete } from '../complete.ts'
import { contract } from '../contract.ts'

export const ask = operation(contract.ask, async (ctx, input) => {
  const answer = await complete(ctx, {
    key: `models.ask:${ctx.id()}`,
    model: input.model,
    purpose: 'models.ask',
    project: input.project ?? null,
    instructions: input.instructions,
    messages: [{ role: 'user', text: input.question }],
    maxOutputTokens: input.maxOutputTokens,
    deadline: new Date(Date.now() + input.seconds * 1000),
    signal: ctx.signal,
  })
  return {
    text: answer.text,
    model: answer.model,
    reportedModel: answer.reportedModel,
    finish: answer.finish,
    inputTokens: answer.usage.input,
    cachedInputTokens: answer.usage.cachedInput,
    outputTokens: answer.usage.output,
    costMicros: answer.cost.micros,
    call: answer.ledgerId,
    milliseconds: answer.milliseconds,
    answeredAt: ctx.clock.now().toISOString(),
  }
})
