/** Cuts the middle out of paths and branches, so that both ends stay: `feat/very…-cache`. */
export function truncateMiddle(text: string, length: number): string {
  if (text.length <= length) return text
  const kept = Math.max(2, length - 1)
  return `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`
}

/** `createPlan` as `create-plan`: how the command line spells a name. */
export function kebab(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
}

/** `createPlan` or `owner_email` as `Create plan`, `Owner email`: a label where nobody wrote one. */
export function humanize(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
