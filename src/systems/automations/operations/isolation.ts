import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

export const isolation = operation(contract.isolation, async () => {
  const { isolationOf } = await import('../effects/isolation.ts')
  const { level, parts } = await isolationOf()
  return { level, parts: parts.map((part) => ({ ...part })) }
})
