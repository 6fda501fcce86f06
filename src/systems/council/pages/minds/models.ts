import type { contract } from '#systems/models/contract.ts'
import { clientFor } from '#ui/client/client.ts'
import type { Option } from '#ui/kit/Select.tsx'

const models = clientFor<typeof contract>('models')

/** Models that may be asked, by what was typed. */
export async function findModels(text: string, signal: AbortSignal): Promise<readonly Option[]> {
  const { items } = await models.call('list', { limit: 20, enabled: true, ...(text ? { text } : {}) }, { signal })
  return items.map(({ reference }) => ({ value: reference, label: reference }))
}
