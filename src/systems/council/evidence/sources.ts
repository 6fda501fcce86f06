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
  /** What its pieces may be about: a lens names them after the source. */
  readonly words: readonly string[]
  readonly input: (frame: GatherFrame) => Record<string, unknown>
  readonly read: (answer: unknown, frame: GatherFrame) => PartialDraft[]
}

const projectWords = [
  'facts',
  'risk',
  'health',
  'load',
  'stack',
  'portfolio',
  'direction',
  'form',
  'unknown',
  'idle',
  'trend',
  'rhythm',
  'people',
]
const ofProject = ({ project }: GatherFrame) => ({ project })
const withProject = ({ project }: GatherFrame) => ({ limit: 30, ...(project ? { project } : {}) })

export const evidenceSources: readonly EvidenceSource[] = [
  { ...ofProjects('projects.get', 'project'), input: ofProject, read: fromProject },
  { ...ofProjects('projects.list', 'portfolio'), input: () => ({ limit: 40 }), read: fromProjects },
  {
    id: 'commits',
    operation: 'projects.commits',
    scope: 'project',
    trust: 'untrusted',
    words: ['history', 'people'],
    input: (frame) => ({ ...ofProject(frame), limit: 20 }),
    read: fromCommits,
  },
  {
    id: 'dependencies',
    operation: 'projects.dependencies',
    scope: 'project',
    trust: 'system',
    words: ['unknown', 'risk'],
    input: (frame) => ({ ...ofProject(frame), direct: true, limit: 60 }),
    read: fromDependencies,
  },
  {
    id: 'decisions',
    operation: 'council.journal',
    scope: 'both',
    trust: 'system',
    words: ['precedent', 'mistakes', 'costs'],
    input: withProject,
    read: fromDecisions,
  },
  { id: 'spending', operation: 'models.spending', scope: 'both', trust: 'system', words: ['cost'], input: () => ({}), read: fromSpending },
  records('monitoring', 'connected', ['health', 'trend']),
  records('security', 'connected', ['risk']),
  records('backups', 'system', ['risk']),
  records('deployments', 'system', ['load']),
  records('tasks', 'owner', ['load', 'people']),
  records('calendar', 'connected', ['rhythm', 'people']),
  records('money', 'owner', ['cost', 'revenue']),
  records('performance', 'system', ['trend']),
]

function ofProjects(operation: string, scope: 'project' | 'portfolio') {
  return { id: 'projects', operation, scope, trust: 'system', words: projectWords } as const
}

/** The list of a system whose records are read as they stand. */
function records(id: string, trust: Trust, words: readonly string[]): EvidenceSource {
  return { id, operation: `${id}.list`, scope: 'both', trust, words, input: withProject, read: fromRecords(words) }
}

export function servesScope(source: EvidenceSource, frame: GatherFrame): boolean {
  return source.scope === 'both' || source.scope === (frame.project === null ? 'portfolio' : 'project')
}
