import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { findProvider } from '../provider-row.ts'
import { readList } from '../store-list.ts'

/** Reads the list of models: that needs the address and the key, and costs nothing anywhere. */
export const testProvider = operation(contract.testProvider, async (ctx, input) => {
  const row = await findProvider(ctx, input.provider)
  const began = performance.now()
  const list = await readList(ctx, row.id, ctx.signal)
  const milliseconds = Math.round(performance.now() - began)
  if ('problem' in list) return { answers: false, sentence: list.problem, milliseconds, models: null }
  const count = list.models.length
  const sentence = `${row.name} answers and lists ${count} ${count === 1 ? 'model' : 'models'}.`
  return { answers: true, sentence, milliseconds, models: count }
})
