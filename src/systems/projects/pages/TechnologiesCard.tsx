import { Check, Undo2, X } from 'lucide-react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { humanize } from '#ui/format/text.ts'
import { Card } from '#ui/kit/Card.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Facts } from '#ui/kit/Facts.tsx'
import { MoreMenu } from '#ui/kit/Menu.tsx'
import { projects, type Project } from './client.ts'
import { word } from './words.ts'

type Technology = Project['technologies'][number]

/** What it is made of, each with the line that proves it, and a person's word where they said one. */
export function TechnologiesCard({ project }: { project: Project }) {
  const override = useMutationOf(projects, 'overrideTechnology')
  const shown = project.technologies.filter((one) => one.override !== 'rejected')
  const say = (one: Technology, verdict: 'confirmed' | 'rejected' | 'none') =>
    override.mutate({ project: project.id, technology: one.id, part: one.part, verdict })
  return (
    <Card
      title={word('facts')}
      count={shown.length}
      aside={<span className="text-small text-ink-3">{word('facts.source')}</span>}
      body="rows"
    >
      {shown.length === 0 ? (
        <EmptyState title={word('facts.none')}>{word('facts.none_body')}</EmptyState>
      ) : (
        <Facts
          facts={shown.slice(0, 24).map((one) => ({
            label: humanize(one.kind),
            value: (
              <span className="flex items-center gap-1.5">
                <span className="truncate">
                  {one.name} {one.version ?? ''}
                  {one.part ? <span className="text-ink-3"> {one.part}</span> : null}
                </span>
                <MoreMenu
                  label={one.name}

                  items={[
                    one.override
                      ? { label: word('take_back'), icon: Undo2, onSelect: () => say(one, 'none') }
                      : { label: word('confirm'), icon: Check, onSelect: () => say(one, 'confirmed') },
                    { label: word('reject'), icon: X, onSelect: () => say(one, 'rejected') },
                  ]}
                />
              </span>
            ),
            source: sourceOf(one),
            evidence: (
              <CodeBlock
                label={word('evidence')}
                text={one.evidence.map((line) => `${line.file}${line.line ? `:${line.line}` : ''}  ${line.text}`).join('\n')}
              />
            ),
          }))}
        />
      )}
    </Card>
  )
}

function sourceOf(one: Technology): string {
  const [first] = one.evidence
  if (!first?.file) return first?.text ?? ''
  const name = first.file.split('/').at(-1)!
  return first.line ? `${name}:${first.line}` : name
}
