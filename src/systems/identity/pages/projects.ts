import type { contract } from '#systems/projects/contract.ts'
import { clientFor } from '#ui/client/client.ts'
import { useList } from '#ui/client/use-list.ts'
import type { Option } from '#ui/kit/Select.tsx'

const projects = clientFor<typeof contract>('projects')

export async function findProjects(text: string, signal: AbortSignal): Promise<readonly Option[]> {
  const { items } = await projects.call('list', { limit: 20, sort: 'name', ...(text ? { text } : {}) }, { signal })
  return items.map(({ id, name }) => ({ value: id, label: name }))
}

/** The name of a project by its id; one that cannot be seen is called by the end of its id. */
export function useProjectNames(): (id: string) => string {
  const list = useList(projects, 'list', { limit: 200, sort: 'name' })
  return (id) => list.data?.find((row) => row.id === id)?.name ?? `…${id.slice(-6)}`
}
