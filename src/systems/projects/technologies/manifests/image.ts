/**
 * The repository and tag of an image reference, in the form rules compare by: without the registry's host where it is
 * a mirror of the common one, variables replaced by their defaults. Undefined where a variable hides the name.
 */
export function parseImage(reference: string): { name: string; version: string | null } | undefined {
  const plain = reference
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/\$\{[^}:-]+:?-([^}]*)\}/g, '$1')
    .replace(/@sha256:[0-9a-f]+$/i, '')
  const found = /^((?:[\w.-]+(?::\d+)?\/)*[\w.-]+)(?::(.+))?$/.exec(plain)
  if (!found?.[1] || /[${}]/.test(found[1]) || found[1] === 'scratch') return undefined
  const name = found[1]
    .toLowerCase()
    .replace(/^(?:docker\.io|index\.docker\.io|registry\.hub\.docker\.com|public\.ecr\.aws\/docker|mirror\.gcr\.io)\//, '')
  return { name: name.replace(/^library\//, ''), version: parseTag(found[2] ?? '') }
}

/** The version a tag begins with: `16-alpine` is 16, `latest` and variables are unknown. */
export function parseTag(tag: string): string | null {
  return /^v?(\d+(?:\.\d+)*)(?![\w.]*\$)/.exec(tag)?.[1] ?? null
}
