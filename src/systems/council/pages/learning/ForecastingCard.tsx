import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { Link } from '#ui/kit/Link.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Switch } from '#ui/kit/Switch.tsx'
import { council } from '../client.ts'
import { NoMinds } from '../NoMinds.tsx'
import { useMay } from '../use-may.ts'
import { word } from './words.ts'

const amounts = ['1', '2', '3', '5', '10', '20']

/** Micro-forecasts: off until somebody turns them on. */
export function ForecastingCard() {
  const state = useOperation(council, 'forecasting', {})
  const [perDay, setPerDay] = useState<string | null>(null)
  const mayShape = useMay('personas')
  const save = useMutationOf(council, 'setForecasting')
  if (!state.data) return <Card title={word('forecast.title')}>{<SkeletonRows rows={2} />}</Card>
  const { enabled, open, resolved } = state.data
  const amount = perDay ?? String(state.data.perDay)
  const set = (isOn: boolean, count: string) => save.mutate({ enabled: isOn, perDay: Number(count) })
  return (
    <>
      <Card title={word('forecast.title')}>
        <div className="grid gap-3">
          <p className="text-ink-2">{word('forecast.body')}</p>
          <Switch checked={enabled} disabled={!mayShape || save.isPending} onChecked={(isOn) => set(isOn, amount)}>
            {word('forecast.on')}
          </Switch>
          {enabled && mayShape ? (
            <label className="flex items-center gap-2">
              <span className="text-ink-3">{word('forecast.per_day')}</span>
              <Select
                label={word('forecast.per_day')}
                value={amount}
                onValue={(count) => {
                  setPerDay(count)
                  set(true, count)
                }}
                options={[...new Set([...amounts, amount])].map((value) => ({ value, label: value }))}
              />
            </label>
          ) : null}
          <p className="text-small text-ink-3">
            {word('forecast.open', { count: open })}, {word('forecast.resolved', { count: resolved })}.{' '}
            <Link href="/council?is=micro" className="evidence rounded-mark hover:text-ink">
              {word('forecast.see')}
            </Link>
          </p>
        </div>
      </Card>
      {enabled ? <NoMinds /> : null}
    </>
  )
}
