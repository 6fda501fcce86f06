import type { ProjectRef } from '#ui/slots.ts'
import { CommandsCard } from './CommandsCard.tsx'
import { ProcessesCard } from './ProcessesCard.tsx'

export function ProcessesTab({ project }: { project: ProjectRef }) {
  return (
    <div className="grid min-w-0 gap-(--gap)">
      <ProcessesCard project={project} />
      <CommandsCard project={project} />
    </div>
  )
}
