import { ChevronRight } from 'lucide-react'
import { Link } from './Link.tsx'
import { word } from './words.ts'

export interface Crumb {
  readonly label: string
  readonly href: string
}

/** The way here; the page itself is the heading behind it. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={word('breadcrumb.label')}>
      <ol className="flex items-center gap-2 text-ink-3">
        {crumbs.map((crumb) => (
          <li key={crumb.href} className="flex items-center gap-2">
            <Link href={crumb.href} className="rounded-mark hover:text-ink">
              {crumb.label}
            </Link>
            <ChevronRight size={14} aria-hidden />
          </li>
        ))}
      </ol>
    </nav>
  )
}
