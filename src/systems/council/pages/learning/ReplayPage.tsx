import { useState } from 'react'
import { useGo, useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { humanize } from '#ui/format/text.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Columns, PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { defaultSettings, type Settings } from '../../aggregation/settings.ts'
import { AreaTabs } from '../AreaTabs.tsx'
import { council } from '../client.ts'
import { LedgerCard } from './LedgerCard.tsx'
import { ProofCard } from './ProofCard.tsx'
import { ReplayResult } from './ReplayResult.tsx'
import { word } from './words.ts'

const names = Object.keys(defaultSettings) as readonly (keyof Settings)[]

/** The ledger: what the council would have said with another setting, and the proof that it leads to what was learned. */
export function ReplayPage() {
  const go = useGo()
  const [setting] = useQueryField('setting')
  const [value] = useQueryField('value')
  const name = names.find((one) => one === setting)
  const number = Number(value)
  const input = name && value !== '' && Number.isFinite(number) ? { settings: { [name]: number } } : null
  const replay = useOperation(council, 'counterfactual', input)
  const run = (chosen: string, typed: string) => go(`/council/replay?setting=${chosen}&value=${encodeURIComponent(typed)}`)
  return (
    <>
      <PageHeader title={word('replay.title')} />
      <PageBody>
        <AreaTabs />
        <Columns
          side={
            <>
              <ProofCard />
              <LedgerCard />
            </>
          }
        >
          <Card title={word('replay.title')}>
            <Chooser start={{ name: name ?? 'barReversible', value }} busy={replay.isFetching} onRun={run} />
          </Card>
          {replay.error ? (
            <ErrorState what={word('replay.title')} problem={asProblem(replay.error)} />
          ) : input && name && replay.data ? (
            <ReplayResult answer={replay.data} name={humanize(name)} value={value} />
          ) : input ? (
            <SkeletonRows />
          ) : null}
        </Columns>
      </PageBody>
    </>
  )
}

interface ChooserProps {
  readonly start: { readonly name: keyof Settings; readonly value: string }
  readonly busy: boolean
  readonly onRun: (name: string, value: string) => void
}

function Chooser({ start, busy, onRun }: ChooserProps) {
  const [name, setName] = useState(start.name)
  const [value, setValue] = useState(start.value || String(defaultSettings[start.name]))
  const [tried, setTried] = useState(false)
  const isNumber = value.trim() !== '' && Number.isFinite(Number(value))
  return (
    <Form
      onSubmit={() => {
        setTried(true)
        if (isNumber) onRun(name, value.trim())
      }}
      actions={
        <Button type="submit" variant="primary" busy={busy && word('replay.running')}>
          {word('replay.run')}
        </Button>
      }
    >
      <p className="max-w-[75ch] text-ink-2">{word('replay.lead')}</p>
      <div className="grid items-start gap-3 desk:grid-cols-2">
        <Field label={word('replay.setting')}>
          <Select
            value={name}
            onValue={(next) => {
              setName(next)
              setValue(String(defaultSettings[next]))
            }}
            options={names.map((one) => ({ value: one, label: humanize(one) }))}
          />
        </Field>
        <Field
          label={word('replay.value')}
          help={word('replay.now', { value: defaultSettings[name] })}
          error={tried && !isNumber ? word('replay.wrong') : undefined}
        >
          <Input inputMode="decimal" value={value} onChange={(event) => setValue(event.target.value)} />
        </Field>
      </div>
    </Form>
  )
}
