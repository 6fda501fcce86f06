import { ExternalLink } from 'lucide-react'
import { formatNumber } from '#ui/format/number.ts'
import { formatExact } from '#ui/format/time.ts'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { ButtonLink, Link } from '#ui/kit/Link.tsx'
import type { Evidence, Question } from '../client.ts'
import { useProjects } from '../projects.ts'
import { evidenceUses } from './evidence-uses.ts'
import { word } from './words.ts'

interface EvidenceSheetProps {
  readonly question: Question
  readonly evidence: Evidence
  readonly onSee: (voter: string) => void
  readonly onClose: () => void
}

/** A piece of evidence as the minds read it, where it comes from, and the way to its record. */
export function EvidenceSheet({ question, evidence, onSee, onClose }: EvidenceSheetProps) {
  const project = useProjects()(evidence.project)
  const cited = evidenceUses(question.seats).get(evidence.id) ?? []
  const facts: Fact[] = [
    { label: word('evidence.source'), value: evidence.source },
    { label: word('evidence.operation'), value: <span className="font-mono text-small">{evidence.operation}</span> },
    ...(project
      ? [
          {
            label: word('evidence.project'),
            value: (
              <Link href={`/projects/${project.slug}`} className="evidence rounded-mark hover:text-ink-2">
                {project.name}
              </Link>
            ),
          },
        ]
      : []),
    { label: word('evidence.at'), value: formatExact(evidence.at) },
    { label: word('evidence.trust'), value: word(`trust.${evidence.trust}`) },
    ...(evidence.cut ? [{ label: word('evidence.cut_why'), value: <span className="whitespace-normal">{evidence.cut}</span> }] : []),
    {
      label: word('evidence.cited'),
      value:
        cited.length === 0 ? (
          word('evidence.nobody')
        ) : (
          <span className="flex flex-wrap gap-x-2">
            {cited.map(({ voter, name }) => (
              <button key={voter} type="button" onClick={() => onSee(voter)} className="evidence rounded-mark hover:text-ink-2">
                {name}
              </button>
            ))}
          </span>
        ),
    },
    { label: word('evidence.tokens'), value: formatNumber(evidence.tokens) },
    { label: word('evidence.hash'), value: <span className="font-mono text-micro break-all whitespace-normal">{evidence.hash}</span> },
  ]
  return (
    <Sheet open onClose={onClose} title={`${evidence.id}: ${evidence.title}`}>
      <div className="grid grid-cols-1 gap-3">
        <pre className="rounded-control bg-sunken p-3 font-mono text-small wrap-anywhere whitespace-pre-wrap text-ink-2">
          {evidence.text}
        </pre>
        {evidence.link ? (
          <span>
            <ButtonLink icon={ExternalLink} href={evidence.link}>
              {word('evidence.open')}
            </ButtonLink>
          </span>
        ) : null}
        <div className="-mx-3.5">
          <Facts facts={facts} />
        </div>
      </div>
    </Sheet>
  )
}
