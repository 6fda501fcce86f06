import { holds } from '#ui/session/rights.ts'
import { useSession } from '#ui/session/session.ts'

/** Whether whoever sits here holds a right of the council somewhere; the server decides in each case. */
export function useMay(right: 'ask' | 'decide' | 'vote' | 'personas'): boolean {
  return holds(useSession().data?.permissions ?? [], `council:${right}`)
}
