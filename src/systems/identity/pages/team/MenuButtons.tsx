import { Button } from '#ui/kit/Button.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import type { MenuAction, MenuItem } from '#ui/kit/menu-item.ts'

/** What a row's menu offers, as buttons at the end of its sheet. */
export function MenuButtons({ items }: { items: readonly MenuItem[] }) {
  return (
    <div className="flex flex-wrap gap-2 px-3.5">
      {items
        .filter((item): item is MenuAction => item !== 'line')
        .map((item) =>
          item.href ? (
            <ButtonLink key={item.label} href={item.href}>
              {item.label}
            </ButtonLink>
          ) : (
            <Button key={item.label} variant={item.danger ? 'danger' : 'secondary'} unavailable={item.unavailable} onClick={item.onSelect}>
              {item.label}
            </Button>
          ),
        )}
    </div>
  )
}
