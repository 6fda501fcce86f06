import { useOperation } from '#ui/client/use-operation.ts'
import { formatCompact, formatShare } from '#ui/format/number.ts'
import { Card } from '#ui/kit/Card.tsx'
import { Facts } from '#ui/kit/Facts.tsx'
import { Columns } from '#ui/shell/Page.tsx'
import type { ProjectRef } from '#ui/slots.ts'
import { CommandsCard } from './CommandsCard.tsx'
import { projects, type Project } from './client.ts'
import { GitCard } from './GitCard.tsx'
import { NoticesCard } from './NoticesCard.tsx'
import { ProcessesCard } from './ProcessesCard.tsx'
import { RiskCard } from './RiskCard.tsx'
import { TechnologiesCard } from './TechnologiesCard.tsx'
import { word } from './words.ts'

/** What runs and can be run on the left; facts with their sources on the right. */
export function OverviewTab({ project }: { project: ProjectRef }) {
  const found = useOperation(projects, 'get', { project: project.id })
  if (!found.data) return null
  return (
    <Columns
      side={
        <>
          <TechnologiesCard project={found.data} />
          <GitCard project={found.data} />
          <RiskCard project={found.data} />
        </>
      }
    >
      <ProcessesCard project={project} most={8} />
      <CommandsCard project={project} />
      <NoticesCard notices={found.data.noticeList} />
      <LanguagesCard project={found.data} />
      <PartsCard project={found.data} />
    </Columns>
  )
}

function LanguagesCard({ project }: { project: Project }) {
  const lines = project.languages.reduce((sum, language) => sum + language.lines, 0)
  if (lines === 0) return null
  return (
    <Card title={word('languages')} count={project.languages.length} body="rows">
      <Facts
        facts={project.languages.slice(0, 8).map((language) => ({
          label: language.name,
          value: (
            <span className="flex items-center gap-3">
              <span
                style={{
                  width: `${Math.max(2, (language.lines / lines) * 180)}px`,
                  height: 4,
                  borderRadius: 2,
                  background: 'var(--ink-4)',
                }}
                aria-hidden
              />
              <span className="text-ink-2 tabular-nums">{formatShare(language.lines / lines)}</span>
            </span>
          ),
          source: word('languages.lines', { count: language.lines, lines: formatCompact(language.lines) }),
        }))}
      />
    </Card>
  )
}

function PartsCard({ project }: { project: Project }) {
  const parts = project.parts.filter((part) => part.path !== '' && part.kind === 'package')
  if (parts.length === 0) return null
  return (
    <Card title={word('parts')} count={parts.length} body="rows">
      <Facts
        facts={parts
          .slice(0, 30)
          .map((part) => ({ label: part.name ?? part.path, value: <span className="font-mono text-small text-ink-2">{part.path}</span> }))}
      />
    </Card>
  )
}
