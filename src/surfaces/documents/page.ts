import { escapeHtml } from './markdown.ts'

export interface NavigationEntry {
  readonly href: string
  readonly title: string
  readonly group: string
}

export interface PageContent {
  readonly title: string
  readonly html: string
  readonly current: string
  readonly navigation: readonly NavigationEntry[]
  /** Address of a script that betters the page; it reads well without. */
  readonly script?: string
}

/** A whole page: navigation, content, our look in light and dark. It needs no script. */
export function documentPage({ title, html, current, navigation, script }: PageContent): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Optimus</title>
<link rel="icon" href="/mark.svg">
<link rel="stylesheet" href="/docs/style.css">
<script src="/theme.js"></script>${script ? `\n<script src="${script}" defer></script>` : ''}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header><a class="home" href="/">Optimus</a><a href="/docs">Documents</a><a href="/api/docs">API</a></header>
<div class="frame">
<nav aria-label="Documents">${groupsOf(navigation, current)}</nav>
<main id="content">${html}</main>
</div>
</body>
</html>
`
}

function groupsOf(navigation: readonly NavigationEntry[], current: string): string {
  const groups = Map.groupBy(navigation, ({ group }) => group)
  return [...groups]
    .map(([group, entries]) => `<h2>${escapeHtml(group)}</h2><ul>${entries.map((one) => link(one, current)).join('')}</ul>`)
    .join('')
}

function link({ href, title }: NavigationEntry, current: string): string {
  return `<li><a href="${escapeHtml(href)}"${href === current ? ' aria-current="page"' : ''}>${escapeHtml(title)}</a></li>`
}
