import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { Link } from '#ui/kit/Link.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { council } from '../client.ts'
import { FamilyShape } from '../question/FamilyShape.tsx'
import { familiesOf } from '../question/families.ts'
import { word } from './words.ts'

/** The minds that would be asked now, each on its model. */
export function WhoCard() {
  const list = useOperation(council, 'listPersonas', {})
  if (!list.data) return <Card title={word('who.title')}>{<SkeletonRows rows={3} />}</Card>
  const enabled = list.data.items.filter((mind) => mind.enabled)
  const speaking = enabled.filter((mind) => mind.speaksWith !== null)
  const families = familiesOf(speaking.map((mind) => providerOf(mind.speaksWith)))
  return (
    <Card title={word('who.title')} count={speaking.length}>
      <p className="text-ink-2">
        {speaking.length === 0
          ? word('who.none')
          : word('who.minds', { count: speaking.length, providers: word('who.providers', { count: list.data.providers }) })}
      </p>
      {list.data.providers === 1 ? <p className="mt-1 text-small text-ink-3">{word('who.spread')}</p> : null}
      <ul className="mt-2.5 grid gap-1">
        {enabled.map((mind) => (
          <li key={mind.id} className="flex min-w-0 items-center gap-2 text-small">
            <FamilyShape family={families.get(providerOf(mind.speaksWith) ?? '') ?? null} />
            <Link href={`/council/personas/${mind.id}`} className="evidence shrink-0 rounded-mark hover:text-ink-2">
              {mind.name}
            </Link>
            <span className="ml-auto truncate font-mono text-micro text-ink-3">{mind.speaksWith ?? word('who.absent')}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function providerOf(model: string | null): string | null {
  return model === null ? null : model.slice(0, model.indexOf('/'))
}
