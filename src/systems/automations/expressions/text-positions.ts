/** Where `wanted` starts in `text`, overlaps included, counted in bytes of UTF-8 as jq counts. */
export function indicesOfText(text: string, wanted: string): number[] {
  if (wanted === '') return []
  const found: number[] = []
  let bytes = 0
  let counted = 0
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    bytes += Buffer.byteLength(text.slice(counted, at))
    counted = at
    found.push(bytes)
  }
  return found
}
