import { Check, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { humanize } from '#ui/format/text.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { projects, type Project } from './client.ts'
import { word } from './words.ts'

type Technology = Project['technologies'][number]
type Verdict = 'confirmed' | 'rejected' | 'none'

/** What says most about a project stands first; what is on its shelf of tools last. */
const order = [
  'framework',
  'language',
  'runtime',
  'database',
  'cache',
  'queue',
  'search',
  'mobile',
  'desktop',
  'hosting',
  'infrastructure',
  'service',
  'ci',
  'testing',
  'library',
  'tooling',
]
const first = 12

/** What it is made of, each with the line that proves it, and a person's word where they said one. */
export function TechnologiesCard({ project }: { project: Project }) {
  const [all, setAll] = useState(false)
  const override = useMutationOf(projects, 'overrideTechnology')
  const known = project.technologies
    .filter((one) => one.override !== 'rejected')
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const shown = all ? known : known.slice(0, first)
  const say = (one: Technology, verdict: Verdict) => override.mutate({ project: project.id, technology: one.id, part: one.part, verdict })
  return (
    <Card
      title={word('facts')}
      count={known.length}
      aside={<span className="text-small text-ink-3">{word('facts.source')}</span>}
      body="rows"
    >
      {known.length === 0 ? (
        <EmptyState title={word('facts.none')}>{word('facts.none_body')}</EmptyState>
      ) : (
        <Facts facts={shown.map((one) => factOf(one, say))} />
      )}
      {shown.length < known.length ? (
        <div className="border-t border-line-faint px-2 py-1.5">
          <Button variant="quiet" size="small" onClick={() => setAll(true)}>
            {word('facts.more', { count: known.length - shown.length })}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function factOf(one: Technology, say: (one: Technology, verdict: Verdict) => void): Fact {
  const lines = one.evidence.map((line) => `${line.file}${line.line ? `:${line.line}` : ''}  ${line.text}`)
  return {
    label: humanize(one.kind),
    value: (
      <>
        {one.name} {one.version ?? ''}
        {one.part ? <span className="text-ink-3"> {one.part}</span> : null}
      </>
    ),
    source: sourceOf(one),
    evidence: (
      <div className="grid gap-3">
        <CodeBlock label={word('evidence')} text={lines.join('\n') || one.name} />
        <div className="flex gap-2">
          {one.override ? (
            <Button size="small" icon={Undo2} onClick={() => say(one, 'none')}>
              {word('take_back')}
            </Button>
          ) : (
            <Button size="small" icon={Check} onClick={() => say(one, 'confirmed')}>
              {word('confirm')}
            </Button>
          )}
          <Button size="small" variant="quiet" icon={X} onClick={() => say(one, 'rejected')}>
            {word('reject')}
          </Button>
        </div>
      </div>
    ),
  }
}

function sourceOf(one: Technology): string {
  const [line] = one.evidence
  if (!line?.file) return one.override ?? word('evidence')
  const name = line.file.split('/').at(-1)!
  return line.line ? `${name}:${line.line}` : name
}
