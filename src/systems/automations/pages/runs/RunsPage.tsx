import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { FilterInput } from '#ui/kit/FilterInput.tsx'
import { Chip } from '#ui/kit/Chip.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { automations } from '../client.ts'
import { RetentionSheet } from '../settings/RetentionSheet.tsx'
import { word as settingsWord } from '../settings/words.ts'
import { word } from '../words.ts'
import { RunTable } from './RunTable.tsx'

const states = ['', 'open', 'waiting', 'failed', 'done'] as const

/** Every run of every automation, found by number, name, trigger or error. */
export function RunsPage() {
  const [text, setText] = useQueryField('text')
  const [state, setState] = useQueryField('state')
  return (
    <>
      <PageHeader title={word('runs.title')} crumbs={[{ label: word('title'), href: '/automations' }]} actions={<Kept />} />
      <PageBody>
        <AreaTabs />
        <div className="flex flex-wrap items-center gap-2">
          <div className="w-[320px] max-w-full max-desk:w-full">
            <FilterInput value={text} onValue={setText} placeholder={word('runs.filter')} />
          </div>
          {states.map((one) => (
            <Chip key={one} chosen={state === one} onClick={() => setState(one)}>
              {word(one === '' ? 'all' : `state.${one}`)}
            </Chip>
          ))}
        </div>
        <RunTable
          input={{ ...(text ? { text } : {}), ...(state ? { state: state as 'open' } : {}) }}
          filtered={text !== '' || state !== ''}
        />
      </PageBody>
    </>
  )
}

/** How long runs are kept, where people look for old ones. */
function Kept() {
  const [open, setOpen] = useState(false)
  const retention = useOperation(automations, 'getRetention', {}).data
  if (!retention) return null
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {settingsWord('keep.for', { count: retention.days })}
      </Button>
      {open ? <RetentionSheet retention={retention} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
