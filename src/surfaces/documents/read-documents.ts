import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderMarkdown } from './markdown.ts'
import type { NavigationEntry } from './page.ts'

export interface Document extends NavigationEntry {
  readonly html: string
}

/** Folder of the documents in the repository, and the order people read them in. */
const root = join(import.meta.dirname, '../../../docs')
const order = [
  [
    'Guide',
    'guide',
    ['getting-started', 'projects', 'automations', 'automation-triggers', 'council', 'models', 'account', 'command-line', 'agents', 'keys'],
  ],
  ['Operate', 'operate', ['install', 'configure', 'sign-in', 'backup', 'scale', 'troubleshoot']],
  ['Reference', 'generated', ['operations', 'events', 'errors']],
] as const

/** Every document, rendered; read when the first one is asked for. */
export function readDocuments(): Document[] {
  return order.flatMap(([group, folder, names]) =>
    names.map((name) => {
      const { title, html } = renderMarkdown(readFileSync(join(root, folder, `${name}.md`), 'utf8'))
      return { group, title, html, href: `/docs/${name}` }
    }),
  )
}

/** A screenshot of the guide, or null for every other name. */
export function readScreenshot(name: string): Buffer | null {
  if (!/^[a-z0-9-]+\.png$/.test(name)) return null
  try {
    return readFileSync(join(root, 'guide/screenshots', name))
  } catch {
    return null
  }
}

/** The tokens of the web app, and their dark half also for readers whose system is dark. */
export function readStyle(): string {
  const tokens = readFileSync(join(import.meta.dirname, '../../ui/tokens.css'), 'utf8').split('@theme')[0]!
  const dark = /\[data-theme='dark'\] \{([\s\S]*?)\n\}/.exec(tokens)?.[1] ?? ''
  const system = `@media (prefers-color-scheme: dark) {\n:root:not([data-theme='light']) {${dark}\n}\n}\n`
  return tokens + system + readFileSync(join(import.meta.dirname, 'documents.css'), 'utf8')
}

export function readFilterScript(): string {
  return readFileSync(join(import.meta.dirname, 'filter.js'), 'utf8')
}
