import { Activity, LayoutGrid, List, Plus } from 'lucide-react'
import { useState } from 'react'
import { Card } from '../../kit/Card.tsx'
import { Checkbox } from '../../kit/Checkbox.tsx'
import { Chip } from '../../kit/Chip.tsx'
import { FilterInput } from '../../kit/FilterInput.tsx'
import { hasTerm, toggleTerm } from '../../kit/filter-text.ts'
import { RadioGroup } from '../../kit/RadioGroup.tsx'
import { Segmented } from '../../kit/Segmented.tsx'
import { Switch } from '../../kit/Switch.tsx'
import { Tabs } from '../../kit/Tabs.tsx'
import { word } from './words.ts'

export function ControlCard() {
  return (
    <Card title={word('controls')}>
      <div className="grid gap-4">
        <Filters />
        <Choices />
        <Views />
      </div>
    </Card>
  )
}

function Filters() {
  const [text, setText] = useState('tag:saas')
  const tag = (name: string) => ({ chosen: hasTerm(text, 'tag', name), onClick: () => setText(toggleTerm(text, 'tag', name)) })
  return (
    <div className="grid gap-2">
      <FilterInput value={text} onValue={setText} placeholder={word('filter')} />
      <div className="flex flex-wrap gap-1.5">
        <Chip chosen={text === ''} count={23} onClick={() => setText('')}>
          {word('all')}
        </Chip>
        <Chip count={6} {...tag('saas')}>
          #saas
        </Chip>
        <Chip count={4} {...tag('client')}>
          #client
        </Chip>
        <Chip icon={Activity}>{word('table.health')}</Chip>
        <Chip adds icon={Plus}>
          {word('filter.add')}
        </Chip>
      </div>
    </div>
  )
}

function Choices() {
  const [drafts, setDrafts] = useState(true)
  const [follow, setFollow] = useState(true)
  const [keep, setKeep] = useState('month')
  return (
    <div className="grid grid-cols-2 gap-4">
      <div className="grid content-start gap-2">
        <Checkbox checked={drafts} onChecked={setDrafts} help={word('drafts.help')}>
          {word('drafts')}
        </Checkbox>
        <Checkbox checked={false} mixed onChecked={() => undefined}>
          {word('some')}
        </Checkbox>
        <Checkbox checked disabled onChecked={() => undefined}>
          {word('off')}
        </Checkbox>
        <Switch checked={follow} onChecked={setFollow}>
          {word('follow')}
        </Switch>
      </div>
      <RadioGroup
        label={word('keep')}
        value={keep}
        onValue={setKeep}
        choices={[
          { value: 'week', label: word('keep.week') },
          { value: 'month', label: word('keep.month'), help: word('keep.month.help') },
        ]}
      />
    </div>
  )
}

function Views() {
  const [view, setView] = useState('list')
  const [range, setRange] = useState('6 h')
  const [tab, setTab] = useState('overview')
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Segmented
          label={word('view')}
          value={view}
          onValue={setView}
          segments={[
            { value: 'list', label: word('list'), icon: List },
            { value: 'grid', label: word('grid'), icon: LayoutGrid },
          ]}
        />
        <Segmented
          label={word('range')}
          value={range}
          onValue={setRange}
          segments={['1 h', '6 h', '24 h', '7 d'].map((value) => ({ value, label: value }))}
        />
      </div>
      <Tabs
        label={word('tabs')}
        value={tab}
        onValue={setTab}
        tabs={[
          { value: 'overview', label: word('overview') },
          { value: 'processes', label: word('processes'), count: 4 },
          { value: 'git', label: word('git') },
        ]}
      >
        <p className="pt-2 text-ink-3">{word(tab as 'overview')}</p>
      </Tabs>
    </div>
  )
}
