export interface Viewport {
  /** Pixels from the top of the list to the top of what is seen; negative while the list starts below. */
  readonly top: number
  readonly height: number
}

export interface VisibleRange {
  readonly first: number
  /** One past the last. */
  readonly end: number
}

/** Rows kept ready beyond both edges, so that scrolling never shows a hole. */
const ahead = 12

/** Which rows of equal height have to be drawn. */
export function visibleRange(viewport: Viewport, rowHeight: number, count: number): VisibleRange {
  const first = Math.max(0, Math.floor(viewport.top / rowHeight) - ahead)
  const end = Math.min(count, Math.ceil((viewport.top + viewport.height) / rowHeight) + ahead)
  return { first: Math.min(first, count), end: Math.max(end, Math.min(first, count)) }
}
