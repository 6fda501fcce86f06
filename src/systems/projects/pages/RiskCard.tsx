import { Card } from '#ui/kit/Card.tsx'
import { RiskBar } from '#ui/kit/RiskBar.tsx'
import type { Project } from './client.ts'
import { word } from './words.ts'

/** The score with every reason and its points, so that it can be read and disputed. */
export function RiskCard({ project }: { project: Project }) {
  return (
    <Card title={word('risk')} aside={<RiskBar risk={project.risk.score} />} body="rows">
      <ul className="hairlines">
        {project.risk.reasons.length === 0 ? <li className="px-3.5 py-2 text-ink-3">{word('risk.none')}</li> : null}
        {project.risk.reasons.map((reason) => {
          const [, sentence = reason, points = ''] = /^(.*) \((\d+)\)$/.exec(reason) ?? []
          return (
            <li key={reason} className="flex items-center gap-3 px-3.5 py-1.5">
              <span className="min-w-0 flex-1">{sentence}</span>
              <span className="text-small text-ink-3 tabular-nums">{points}</span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
