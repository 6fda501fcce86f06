import { Link2, MoreHorizontal, Play, Rocket, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { IconButton } from '../../kit/IconButton.tsx'
import { word } from './words.ts'

const shown = ['rest', 'hover', 'active', 'focus'] as const

export function ButtonCard() {
  return (
    <Card title={word('button')}>
      <dl className="grid gap-2">
        {shown.map((state) => (
          <Row key={state} label={word(state)}>
            <Button variant="primary" icon={Rocket} data-show={state}>
              {word('deploy')}
            </Button>
            <Button icon={Play} data-show={state}>
              {word('run')}
            </Button>
            {state === 'rest' ? <Button variant="danger">{word('delete')}</Button> : null}
            {state === 'hover' ? <Button busy={word('saving')}>{word('saving')}</Button> : null}
            {state === 'active' ? <Button variant="quiet">{word('empty.how')}</Button> : null}
            {state === 'focus' ? <Button variant="danger-fill">{word('delete')}</Button> : null}
          </Row>
        ))}
        <Row label={word('disabled')}>
          <Button variant="primary" icon={Rocket} unavailable={word('reason')}>
            {word('deploy')}
          </Button>
          <Button icon={Play} unavailable={word('reason')}>
            {word('run')}
          </Button>
        </Row>
        <Row label={word('sizes')}>
          <Button size="small">{word('open')}</Button>
          <Button>{word('open')}</Button>
          <Button size="large">{word('open')}</Button>
        </Row>
        <Row label={word('icons')}>
          <IconButton icon={Star} label={word('pin')} />
          <IconButton icon={Star} label={word('pin')} pressed />
          <IconButton icon={Link2} label={word('copy')} bordered />
          <IconButton icon={MoreHorizontal} label={word('menu.open')} size="small" />
        </Row>
      </dl>
    </Card>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-2.5">
      <dt className="w-16 shrink-0 text-ink-3">{label}</dt>
      <dd className="flex flex-wrap items-center gap-2.5">{children}</dd>
    </div>
  )
}
