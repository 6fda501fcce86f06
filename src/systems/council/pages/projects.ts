import type { contract } from '#systems/projects/contract.ts'
import { clientFor } from '#ui/client/client.ts'
import { useList } from '#ui/client/use-list.ts'
import type { Option } from '#ui/kit/Select.tsx'

const projects = clientFor<typeof contract>('projects')

export interface NamedProject {
  readonly id: string
  readonly slug: string
  readonly name: string
}

/** Projects by what was typed, each by its slug. */
export async function findProjects(text: string, signal: AbortSignal): Promise<readonly Option[]> {
  return (await search(text, signal)).map(({ slug, name }) => ({ value: slug, label: name }))
}

/** The same by their ids. */
export async function findProjectIds(text: string, signal: AbortSignal): Promise<readonly Option[]> {
  return (await search(text, signal)).map(({ id, name }) => ({ value: id, label: name }))
}

async function search(text: string, signal: AbortSignal): Promise<readonly NamedProject[]> {
  return (await projects.call('list', { limit: 20, sort: 'name', ...(text ? { text } : {}) }, { signal })).items
}

/** The project of an id; null for one that cannot be seen. */
export function useProjects(): (id: string | null) => NamedProject | null {
  const list = useList(projects, 'list', { limit: 200, sort: 'name' })
  return (id) => list.data?.find((row) => row.id === id) ?? null
}
