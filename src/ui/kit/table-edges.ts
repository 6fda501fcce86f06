/** Padding of a cell: more at both ends of a row, where the frame is. */
export function edges(place: number, count: number): string {
  if (place === 0) return count === 1 ? 'px-3.5' : 'pr-2 pl-3.5'
  return place === count - 1 ? 'pr-3.5 pl-2' : 'px-2'
}
