import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'
import type { PageRoute, WebSystem } from '../slots.ts'
import { AppFrame } from './AppFrame.tsx'
import { framed } from './framed.tsx'
import { ownRoutes } from './own-routes.ts'
import { RouteError } from './RouteError.tsx'
import { RouteMissing } from './RouteMissing.tsx'

/** Makes the router of this build: the shell's own pages and those of the systems. */
export function makeRouter(systems: readonly WebSystem[]) {
  const root = createRootRoute({ component: AppFrame, notFoundComponent: RouteMissing })
  const routes = [...ownRoutes, ...systems.flatMap((system) => system.routes)]
  root.addChildren(routes.map((route) => routeOf(route, root)))
  return createRouter({
    routeTree: root,
    defaultPreload: 'intent',
    defaultPreloadDelay: 60,
    defaultErrorComponent: RouteError,
    defaultPendingMs: 300,
    defaultPendingMinMs: 0,
  })
}

function routeOf(page: PageRoute, parent: AnyRoute): AnyRoute {
  const component = lazyRouteComponent(async () => ({ Page: framed(await page.load(), page.live ?? []) }), 'Page')
  return createRoute({ getParentRoute: () => parent, path: page.path, component })
}
