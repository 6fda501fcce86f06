export interface Link {
  readonly from: string
  readonly to: string
}

/** Rows of nodes, each below all that lead to it; `late` ones come last. Links that close a circle are left out. */
export function layersOf(ids: readonly string[], links: readonly Link[], late: ReadonlySet<string>): string[][] {
  const forward = withoutCircles(ids, links)
  const depth = new Map<string, number>()
  const before = Map.groupBy(forward, ({ to }) => to)
  const depthOf = (id: string): number => {
    const known = depth.get(id)
    if (known !== undefined) return known
    const found = Math.max(-1, ...(before.get(id) ?? []).map(({ from }) => depthOf(from))) + 1
    depth.set(id, found)
    return found
  }
  const rows: string[][] = []
  for (const id of ids.filter((one) => !late.has(one))) (rows[depthOf(id)] ??= []).push(id)
  const last = ids.filter((id) => late.has(id))
  const ordered = untangled(rows.filter(Boolean), forward)
  return last.length > 0 ? [...ordered, last] : ordered
}

function withoutCircles(ids: readonly string[], links: readonly Link[]): Link[] {
  const after = Map.groupBy(links, ({ from }) => from)
  const state = new Map<string, 'open' | 'done'>()
  const kept: Link[] = []
  const visit = (id: string): void => {
    state.set(id, 'open')
    for (const link of after.get(id) ?? []) {
      if (state.get(link.to) === 'open') continue
      kept.push(link)
      if (!state.has(link.to)) visit(link.to)
    }
    state.set(id, 'done')
  }
  for (const id of ids) if (!state.has(id)) visit(id)
  return kept
}

/** Each row in the order of where its nodes are led to from; what nothing leads to keeps its place. */
function untangled(rows: readonly string[][], links: readonly Link[]): string[][] {
  const before = Map.groupBy(links, ({ to }) => to)
  const place = new Map<string, number>()
  return rows.map((row) => {
    const wish = new Map(
      row.map((id, index) => {
        const places = (before.get(id) ?? []).flatMap(({ from }) => place.get(from) ?? [])
        const middle = places.reduce((sum, one) => sum + one, 0) / places.length
        return [id, places.length > 0 ? middle : (index + 0.5) / row.length] as const
      }),
    )
    const sorted = row.toSorted((a, b) => wish.get(a)! - wish.get(b)!)
    sorted.forEach((id, index) => place.set(id, (index + 0.5) / sorted.length))
    return sorted
  })
}
