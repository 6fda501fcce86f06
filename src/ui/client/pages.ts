/** One page of a list, and the cursor of the next or null. */
export interface ListPage<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** What to ask for after this page; undefined ends the list. */
export function nextCursor(page: ListPage<unknown>): string | undefined {
  return page.next ?? undefined
}

/** All items of the pages in order. A row that moved to a later page while reading appears once, at its first place. */
export function itemsOf<T>(pages: readonly ListPage<T>[]): T[] {
  const seen = new Set<unknown>()
  return pages.flatMap((page) =>
    page.items.filter((item) => {
      const id = identity(item)
      if (id === undefined) return true
      if (seen.has(id)) return false
      seen.add(id)
      return true
    }),
  )
}

function identity(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined
}
