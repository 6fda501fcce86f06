import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { council } from '../client.ts'
import { word } from './words.ts'

/** Where evidence comes from, and what cannot be read. */
export function SourcesCard() {
  const sources = useOperation(council, 'sources', {}).data?.items ?? []
  if (sources.length === 0) return null
  const order = ['readable', 'no right', 'not installed']
  return (
    <Card title={word('read.title')} count={sources.filter(({ state }) => state === 'readable').length}>
      <ul className="grid gap-1">
        {sources
          .toSorted((left, right) => order.indexOf(left.state) - order.indexOf(right.state))
          .map((source) => (
            <li key={`${source.id} ${source.operation}`} className="flex items-baseline gap-2 text-small">
              <span className={source.state === 'readable' ? '' : 'text-ink-3'}>{source.id}</span>
              <span className="truncate font-mono text-micro text-ink-3">{source.operation}</span>
              <span className="ml-auto shrink-0 text-ink-3">
                {source.state === 'readable' ? word(`read.trust.${source.trust}`) : word(`read.state.${source.state}`)}
              </span>
            </li>
          ))}
      </ul>
    </Card>
  )
}
