import { lazy, Suspense, type ComponentType } from 'react'
import { asProblem } from '../client/problem.ts'
import { ErrorState } from '../kit/ErrorState.tsx'
import { SkeletonRows } from '../kit/Skeleton.tsx'
import { LiveTopics } from '../live/use-live.ts'
import type { TopicName } from '../live/topics.ts'
import { Boundary } from './Boundary.tsx'

interface Loadable<P> {
  readonly id: string
  readonly load: () => Promise<ComponentType<P>>
  readonly live?: readonly TopicName[]
}

const loaded = new WeakMap<object, ComponentType<any>>()

/** A panel of some system: loads its code, keeps it live, and breaks alone when it breaks. */
export function LoadedPanel<P extends object>({ panel, props }: { panel: Loadable<P>; props: P }) {
  const Panel = componentOf(panel)
  return (
    <Boundary fallback={(error) => <ErrorState what={panel.id} problem={asProblem(error)} />}>
      <Suspense fallback={<SkeletonRows rows={3} />}>
        <LiveTopics value={panel.live ?? []}>
          <Panel {...props} />
        </LiveTopics>
      </Suspense>
    </Boundary>
  )
}

function componentOf<P>(panel: Loadable<P>): ComponentType<P> {
  const known = loaded.get(panel)
  if (known) return known
  const component = lazy(async () => ({ default: await panel.load() }))
  loaded.set(panel, component)
  return component as ComponentType<P>
}
