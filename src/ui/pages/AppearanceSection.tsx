import { useSyncExternalStore } from 'react'
import { Button } from '../kit/Button.tsx'
import { Card } from '../kit/Card.tsx'
import { ButtonLink } from '../kit/Link.tsx'
import { RadioGroup } from '../kit/RadioGroup.tsx'
import { themeStore, type Theme } from '../session/theme.ts'
import { openShortcuts } from '../shell/shortcut-store.ts'
import { word } from './words.ts'

/** How Optimus looks in this browser. */
export function AppearanceSection() {
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.read)
  return (
    <Card title={word('appearance')}>
      <div className="grid gap-5">
        <RadioGroup<Theme>
          label={word('appearance.theme')}
          value={theme}
          onValue={themeStore.choose}
          choices={[
            { value: 'system', label: word('appearance.system'), help: word('appearance.system.help') },
            { value: 'light', label: word('appearance.light') },
            { value: 'dark', label: word('appearance.dark') },
          ]}
        />
        <Row title={word('appearance.shortcuts')} help={word('appearance.shortcuts.help')}>
          <Button onClick={openShortcuts}>{word('appearance.shortcuts.open')}</Button>
        </Row>
        <Row title={word('appearance.kit')} help={word('appearance.kit.help')}>
          <ButtonLink href="/kit">{word('appearance.kit.open')}</ButtonLink>
        </Row>
      </div>
    </Card>
  )
}

function Row({ title, help, children }: { title: string; help: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line-faint pt-4">
      <div className="min-w-0 flex-1">
        <h3 className="text-small font-strong">{title}</h3>
        <p className="text-ink-3">{help}</p>
      </div>
      {children}
    </div>
  )
}
