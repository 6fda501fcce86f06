import { ChevronRight, Settings } from 'lucide-react'
import { useSystems } from '../app/systems.ts'
import type { Icon } from '../kit/icon.ts'
import { Link } from '../kit/Link.tsx'
import { useAccountItems } from '../shell/HostMenu.tsx'
import { homeOf, navigationGroups } from '../shell/navigation-groups.ts'
import { PageBody } from '../shell/Page.tsx'
import { PageHeader } from '../shell/PageHeader.tsx'
import { SystemCount } from '../shell/SidebarLink.tsx'
import { word } from './words.ts'

/** The sidebar of the phone. */
export function MorePage() {
  const groups = navigationGroups(useSystems())
  const account = useAccountItems().filter((item) => item !== 'line')
  return (
    <>
      <PageHeader title={word('more')} />
      <PageBody>
        {groups.map((group) => (
          <ul key={group[0]?.id} className={list}>
            {group.map((system) => (
              <li key={system.id}>
                <Link href={homeOf(system)} className={row}>
                  <Face icon={system.icon} label={system.label} />
                  <SystemCount system={system} />
                  <ChevronRight size={16} aria-hidden className="text-ink-4" />
                </Link>
              </li>
            ))}
          </ul>
        ))}
        <ul className={list} aria-label={word('more.account')}>
          <li>
            <Link href="/settings" className={row}>
              <Face icon={Settings} label={word('settings')} />
            </Link>
          </li>
          {account.map((item) => (
            <li key={item.label}>
              {item.href ? (
                <Link href={item.href} className={row}>
                  <Face icon={item.icon} label={item.label} />
                </Link>
              ) : (
                <button type="button" onClick={item.onSelect} className={row}>
                  <Face icon={item.icon} label={item.label} />
                </button>
              )}
            </li>
          ))}
        </ul>
      </PageBody>
    </>
  )
}

function Face({ icon: Glyph, label }: { icon: Icon | undefined; label: string }) {
  return (
    <>
      {Glyph ? <Glyph size={18} aria-hidden className="text-ink-3" /> : null}
      <span className="flex-1 text-left">{label}</span>
    </>
  )
}

const list = 'hairlines overflow-clip rounded-dialog border border-line bg-raised'
const row = 'focus-inset flex h-12 w-full items-center gap-3 px-4 active:bg-active'
