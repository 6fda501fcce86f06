import { useRouterState } from '@tanstack/react-router'
import { LoadedPanel } from '../app/LoadedPanel.tsx'
import { usePanels } from '../app/systems.ts'
import { classes } from '../format/classes.ts'
import { Link } from '../kit/Link.tsx'
import { PageBody } from '../shell/Page.tsx'
import { PageHeader } from '../shell/PageHeader.tsx'
import type { SettingsSection } from '../slots.ts'
import { word } from './words.ts'

const ownSections: readonly SettingsSection[] = [
  {
    id: 'appearance',
    order: 10,
    label: word('appearance'),
    path: 'appearance',
    load: () => import('./AppearanceSection.tsx').then((module) => module.AppearanceSection),
  },
  {
    id: 'about',
    order: 990,
    label: word('about'),
    path: 'about',
    load: () => import('./AboutSection.tsx').then((module) => module.AboutSection),
  },
]

/** A list of sections at the left, one of them open; each belongs to the system that gave it. */
export function SettingsPage() {
  const given = usePanels('settings.section')
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const sections = [...ownSections, ...given].toSorted((a, b) => a.order - b.order)
  const open = sections.find((section) => path === `/settings/${section.path}`) ?? sections[0]
  return (
    <>
      <PageHeader title={word('settings')} />
      <PageBody wide={false}>
        <div className="grid gap-6 desk:grid-cols-[180px_minmax(0,720px)]">
          <nav aria-label={word('settings')} className="flex gap-1 max-desk:overflow-x-auto desk:flex-col">
            {sections.map((section) => (
              <Link
                key={section.id}
                href={`/settings/${section.path}`}
                aria-current={section === open ? 'page' : undefined}
                className={classes(
                  'flex h-7 shrink-0 items-center rounded-control px-2 pointer-coarse:h-(--touch)',
                  section === open ? 'bg-active font-strong' : 'text-ink-2 hover:bg-hover',
                )}
              >
                {section.label}
              </Link>
            ))}
          </nav>
          <div className="grid min-w-0 gap-4">{open ? <LoadedPanel key={open.id} panel={open} props={{}} /> : null}</div>
        </div>
      </PageBody>
    </>
  )
}
