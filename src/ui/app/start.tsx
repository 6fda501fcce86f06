import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../client/query-client.ts'
import { prefetchSession } from '../session/session.ts'
import type { WebSystem } from '../slots.ts'
import '../styles.css'
import { reloadOnMissingCode } from './missing-code.ts'
import { makeRouter } from './router.ts'
import { Systems } from './systems.ts'

/** Puts the app on the page. */
export function startApp(systems: readonly WebSystem[]): void {
  prefetchSession()
  reloadOnMissingCode()
  const element = document.getElementById('app')
  if (!element) throw new Error('The page has no element #app')
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Systems value={systems}>
          <RouterProvider router={makeRouter(systems)} />
        </Systems>
      </QueryClientProvider>
    </StrictMode>,
  )
}
