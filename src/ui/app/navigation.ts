import { useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Goes to an address of the app: `go('/projects/ledgerline')`. */
export function useGo(): (href: string) => void {
  const navigate = useNavigate()
  return useCallback((href: string) => void navigate({ to: href }), [navigate])
}

/** A `$name` part of the page's path; undefined where the address does not go that deep. */
export function usePathField(name: string): string | undefined {
  return (useParams({ strict: false }) as Record<string, string | undefined>)[name]
}

/**
 * A field of the query part, kept in the address so that a view can be linked and survives a reload. Setting it to
 * the fallback takes it out again.
 */
export function useQueryField(name: string, fallback = ''): [value: string, set: (value: string) => void] {
  const navigate = useNavigate()
  const value = useRouterState({ select: ({ location }) => (location.search as Record<string, unknown>)[name] })
  const set = useCallback(
    (next: string) => {
      const search = (old: Record<string, unknown>) => ({ ...old, [name]: next === fallback ? undefined : next })
      void navigate({ to: '.', search: search as never, replace: true })
    },
    [navigate, name, fallback],
  )
  return [value === undefined ? fallback : String(value), set]
}
