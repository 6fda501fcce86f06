import { useSystems } from '../app/systems.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { Kbd } from '../kit/Kbd.tsx'
import { closeShortcuts } from './shortcut-store.ts'
import { word } from './words.ts'

export function ShortcutSheet() {
  const systems = useSystems().filter((system) => system.key && system.area !== 'none')
  return (
    <Dialog open onClose={closeShortcuts} title={word('shortcuts.title')} width="wide">
      <div className="grid gap-x-10 gap-y-5 desk:grid-cols-2">
        <Group
          title={word('shortcuts.everywhere')}
          keys={[
            [word('shortcuts.palette'), '⌘ K'],
            [word('shortcuts.filter'), '/'],
            [word('shortcuts.theme'), 't'],
            [word('shortcuts.help'), '?'],
          ]}
        />
        <Group
          title={word('shortcuts.lists')}
          keys={[
            [word('shortcuts.move'), 'j k'],
            [word('shortcuts.open'), '↵'],
            [word('shortcuts.choose'), 'x'],
            [word('shortcuts.menu'), 'm'],
          ]}
        />
        <Group
          title={word('shortcuts.goto')}
          keys={[
            [word('nav.today'), 'g t'],
            ...systems.map((system) => [system.label, `g ${system.key}`] as const),
            [word('nav.settings'), 'g s'],
          ]}
        />
      </div>
    </Dialog>
  )
}

function Group({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className="mb-1 text-small text-ink-3">{title}</h3>
      <dl className="hairlines">
        {keys.map(([label, key]) => (
          <div key={label} className="flex h-8 items-center">
            <dt className="flex-1">{label}</dt>
            <dd>
              <Kbd keys={key} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
