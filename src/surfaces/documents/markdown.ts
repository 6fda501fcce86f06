import { Marked, type Tokens } from 'marked'

export interface Rendered {
  readonly title: string
  readonly html: string
}

/**
 * Markdown of our own documents as HTML. Of raw HTML only anchors remain, and links lead to pages, not to scripts,
 * so that a document can never do more than be read.
 */
export function renderMarkdown(text: string): Rendered {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? 'Optimus'
  return { title, html: marked.parse(text, { async: false }) }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const anchor = /^<a id="[\w.-]+"><\/a>$|^<a id="[\w.-]+">$|^<\/a>$/

const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => (anchor.test(text.trim()) ? text : escapeHtml(text)),
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${slugOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    link({ href, tokens }) {
      const label = this.parser.parseInline(tokens)
      return isSafe(href) ? `<a href="${escapeHtml(href.replace(/\.md(#|$)/, '$1'))}">${label}</a>` : label
    },
    image: ({ href, text }) =>
      isSafe(href) ? `<img src="${escapeHtml(href)}" alt="${escapeHtml(text)}" loading="lazy">` : escapeHtml(text),
    table(token) {
      const cell = (one: Tokens.TableCell, tag: string) => `<${tag}>${this.parser.parseInline(one.tokens)}</${tag}>`
      const row = (cells: Tokens.TableCell[], tag: string) => `<tr>${cells.map((one) => cell(one, tag)).join('')}</tr>`
      const rows = token.rows.map((cells) => row(cells, 'td')).join('\n')
      return `<div class="scroll" tabindex="0"><table><thead>${row(token.header, 'th')}</thead><tbody>${rows}</tbody></table></div>\n`
    },
  },
})

function isSafe(href: string): boolean {
  return /^(https?:\/\/|\/|#|\.{0,2}\/?[\w-])/.test(href) && !/^\s*(javascript|data|vbscript):/i.test(href)
}

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '')
}
