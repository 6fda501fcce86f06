import { useOperation } from '#ui/client/use-operation.ts'
import type { Option } from '#ui/kit/Select.tsx'
import { identity } from '../client.ts'

/** The name of a role by its id. */
export function useRoleNames(): (id: string) => string {
  const roles = useOperation(identity, 'listRoles', {})
  return (id) => roles.data?.items.find((role) => role.id === id)?.name ?? id
}

export function useRoleOptions(): readonly Option[] {
  const roles = useOperation(identity, 'listRoles', {})
  return (roles.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
}
