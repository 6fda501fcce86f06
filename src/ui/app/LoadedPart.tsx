import { lazy, Suspense, type ComponentType } from 'react'

const loaded = new WeakMap<object, ComponentType<any>>()

/** A part that some system gave by its loader; nothing is shown until its code is there. */
export function LoadedPart<P extends object>({ load, props }: { load: () => Promise<ComponentType<P>>; props: P }) {
  const Part = componentOf(load)
  return (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  )
}

function componentOf<P>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const known = loaded.get(load)
  if (known) return known
  const component = lazy(async () => ({ default: await load() }))
  loaded.set(load, component)
  return component as ComponentType<P>
}
