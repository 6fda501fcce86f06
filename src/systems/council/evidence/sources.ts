import type { GatherFrame, PartialDraft, Trust } from './draft.ts'
import { fromDecisions } from './from-decisions.ts'
import { fromCommits, fromDependencies, fromProject, fromProjects } from './from-projects.ts'
import { fromRecords } from './from-records.ts'
import { fromSpending } from './from-spending.ts'

/**
 * One place that evidence comes from: a read operation, called with the asker's rights. An operation that is not
 * installed is left out, so systems that come later need a line here and nothing else.
 */
export interface EvidenceSource {
  readonly id: string
  readonly operation: string
  readonly scope: 'project' | 'portfolio' | 'both'
  readonly trust: Trust
  readonly input: (frame: GatherFrame) => Record<string, unknown>
  readonly read: (answer: unknown, frame: GatherFrame) => PartialDraft[]
}

const ofProject = ({ project }: GatherFrame) => ({ project })
const withProject = ({ project }: GatherFrame) => ({ limit: 30, ...(project ? { project } : {}) })

export const evidenceSources: readonly EvidenceSource[] = [
  { id: 'projects', operation: 'projects.get', scope: 'project', trust: 'system', input: ofProject, read: fromProject },
  { id: 'projects', operation: 'projects.list', scope: 'portfolio', trust: 'system', input: () => ({ limit: 40 }), read: fromProjects },
  {
    id: 'commits',
    operation: 'projects.commits',
    scope: 'project',
    trust: 'untrusted',
    input: (frame) => ({ ...ofProject(frame), limit: 20 }),
    read: fromCommits,
  },
  {
    id: 'dependencies',
    operation: 'projects.dependencies',
    scope: 'project',
    trust: 'system',
    input: (frame) => ({ ...ofProject(frame), direct: true, limit: 60 }),
    read: fromDependencies,
  },
  { id: 'decisions', operation: 'council.journal', scope: 'both', trust: 'system', input: withProject, read: fromDecisions },
  { id: 'spending', operation: 'models.spending', scope: 'both', trust: 'system', input: () => ({}), read: fromSpending },
  {
    id: 'monitoring',
    operation: 'monitoring.list',
    scope: 'both',
    trust: 'connected',
    input: withProject,
    read: fromRecords(['health', 'trend']),
  },
  { id: 'security', operation: 'security.list', scope: 'both', trust: 'connected', input: withProject, read: fromRecords(['risk']) },
  { id: 'backups', operation: 'backups.list', scope: 'both', trust: 'system', input: withProject, read: fromRecords(['risk']) },
  { id: 'deployments', operation: 'deployments.list', scope: 'both', trust: 'system', input: withProject, read: fromRecords(['load']) },
  { id: 'tasks', operation: 'tasks.list', scope: 'both', trust: 'owner', input: withProject, read: fromRecords(['load', 'people']) },
  {
    id: 'calendar',
    operation: 'calendar.list',
    scope: 'both',
    trust: 'connected',
    input: withProject,
    read: fromRecords(['rhythm', 'people']),
  },
  { id: 'money', operation: 'money.list', scope: 'both', trust: 'owner', input: withProject, read: fromRecords(['cost', 'revenue']) },
  { id: 'performance', operation: 'performance.list', scope: 'both', trust: 'system', input: withProject, read: fromRecords(['trend']) },
]

export function servesScope(source: EvidenceSource, frame: GatherFrame): boolean {
  return source.scope === 'both' || source.scope === (frame.project === null ? 'portfolio' : 'project')
}
