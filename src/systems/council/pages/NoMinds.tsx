import { useOperation } from '#ui/client/use-operation.ts'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { council } from './client.ts'
import { word } from './words.ts'

/** Whether some mind could be asked now; undefined while nobody knows. */
export function useCanSpeak(): boolean | undefined {
  const list = useOperation(council, 'listPersonas', {})
  return list.data?.items.some((mind) => mind.enabled && mind.speaksWith !== null)
}

/** What to configure so that minds can speak, and what works without; nothing where they can. */
export function NoMinds({ lenses = false }: { lenses?: boolean }) {
  const speaks = useCanSpeak()
  if (speaks !== false) return null
  return (
    <section className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-raised px-3.5 py-3">
      <div className="min-w-0 flex-[1_1_280px]">
        <h2 className="flex items-center gap-2 font-strong">
          <StatusGlyph kind="unknown" />
          {word('minds.none')}
        </h2>
        <p className="max-w-[70ch] text-small text-ink-2">{word('minds.none.body')}</p>
      </div>
      <span className="flex flex-wrap gap-2">
        {lenses ? (
          <ButtonLink variant="quiet" href="/council/lenses">
            {word('minds.none.lenses')}
          </ButtonLink>
        ) : null}
        <ButtonLink href="/settings/models">{word('minds.none.do')}</ButtonLink>
      </span>
    </section>
  )
}
