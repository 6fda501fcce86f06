import { useRouterState } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { LoadedPanel } from '../app/LoadedPanel.tsx'
import { usePanels } from '../app/systems.ts'
import { classes } from '../format/classes.ts'
import { Link } from '../kit/Link.tsx'
import { usePhone } from '../kit/use-media.ts'
import { holds } from '../session/rights.ts'
import { useSession } from '../session/session.ts'
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
    id: 'files',
    order: 900,
    label: word('files'),
    path: 'files',
    group: 'installation',
    needs: 'files:read',
    wide: true,
    live: ['files.*'],
    load: () => import('./FilesSection.tsx').then((module) => module.FilesSection),
  },
  {
    id: 'about',
    order: 990,
    label: word('about'),
    path: 'about',
    group: 'installation',
    load: () => import('./AboutSection.tsx').then((module) => module.AboutSection),
  },
]

const groups = ['you', 'installation'] as const

/** A list of sections at the left, one of them open; each belongs to the system that gave it. On phones the list is a page. */
export function SettingsPage() {
  const sections = useSections()
  const phone = usePhone()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const asked = sections.find((section) => path === `/settings/${section.path}`)
  if (phone && !asked) return <SectionList sections={sections} />
  const open = asked ?? sections[0]
  if (phone && open) {
    return (
      <>
        <PageHeader title={open.label} crumbs={[{ label: word('settings'), href: '/settings' }]} />
        <PageBody>
          <Section section={open} />
        </PageBody>
      </>
    )
  }
  return (
    <>
      <PageHeader title={word('settings')} />
      <PageBody>
        <div className="grid grid-cols-[168px_minmax(0,1fr)] gap-6">
          <SectionNav sections={sections} open={open} />
          <div className={classes('min-w-0', open?.wide ? '' : 'max-w-180')}>{open ? <Section section={open} /> : null}</div>
        </div>
      </PageBody>
    </>
  )
}

/** Those that whoever sits here may see, in their order. */
function useSections(): readonly SettingsSection[] {
  const given = usePanels('settings.section')
  const permissions = useSession().data?.permissions ?? []
  return [...ownSections, ...given]
    .filter(({ needs }) => needs === undefined || holds(permissions, needs))
    .toSorted((a, b) => groups.indexOf(a.group ?? 'you') - groups.indexOf(b.group ?? 'you') || a.order - b.order)
}

function Section({ section }: { section: SettingsSection }) {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <LoadedPanel key={section.id} panel={section} props={{}} />
    </div>
  )
}

function SectionNav({ sections, open }: { sections: readonly SettingsSection[]; open: SettingsSection | undefined }) {
  return (
    <nav aria-label={word('settings')} className="sticky top-16 flex flex-col gap-4 self-start">
      {groups.map((group) => (
        <div key={group}>
          <h2 className="px-2 pb-1 text-small text-ink-3">{word(`settings.${group}`)}</h2>
          <ul className="grid gap-px">
            {sections
              .filter((section) => (section.group ?? 'you') === group)
              .map((section) => (
                <li key={section.id}>
                  <Link
                    href={`/settings/${section.path}`}
                    aria-current={section === open ? 'page' : undefined}
                    className={classes(
                      'flex h-7 items-center rounded-control px-2 pointer-coarse:h-(--touch)',
                      section === open ? 'bg-active font-strong' : 'text-ink-2 hover:bg-hover hover:text-ink',
                    )}
                  >
                    {section.label}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function SectionList({ sections }: { sections: readonly SettingsSection[] }) {
  return (
    <>
      <PageHeader title={word('settings')} />
      <PageBody>
        {groups.map((group) => (
          <nav key={group} aria-label={word(`settings.${group}`)}>
            <h2 className="px-1 pb-1.5 text-small text-ink-3">{word(`settings.${group}`)}</h2>
            <ul className="hairlines overflow-clip rounded-dialog border border-line bg-raised">
              {sections
                .filter((section) => (section.group ?? 'you') === group)
                .map((section) => (
                  <li key={section.id}>
                    <Link href={`/settings/${section.path}`} className="focus-inset flex h-12 items-center gap-3 px-4 active:bg-active">
                      <span className="flex-1">{section.label}</span>
                      <ChevronRight size={16} aria-hidden className="text-ink-4" />
                    </Link>
                  </li>
                ))}
            </ul>
          </nav>
        ))}
      </PageBody>
    </>
  )
}
