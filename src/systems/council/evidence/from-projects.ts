import type { Fact, GatherFrame, PartialDraft } from './draft.ts'
import { dateAt, fieldAt, listAt, numberAt, textAt } from './field.ts'

const day = 86_400_000

/** One project: its state, its git, what it is made of, and what others report about it. */
export function fromProject(answer: unknown, frame: GatherFrame): PartialDraft[] {
  return [
    stateOf(answer, frame),
    gitOf(answer),
    madeOf(answer),
    ...listAt(answer, 'signals')
      .slice(0, 10)
      .flatMap((signal) => signalOf(answer, signal)),
    ...noticesOf(answer),
  ].filter((draft) => draft !== null)
}

/** The portfolio: each project's state in a piece of its own, the ones that ask for attention first. */
export function fromProjects(answer: unknown, frame: GatherFrame): PartialDraft[] {
  return listAt(answer, 'items').flatMap((item) => [stateOf(item, frame), gitOf(item)].filter((draft) => draft !== null))
}

export function fromCommits(answer: unknown): PartialDraft[] {
  const commits = listAt(answer, 'items')
  const newest = dateAt(commits[0], 'at')
  if (!newest) return []
  const lines = commits.map((commit) => `${textAt(commit, 'at')?.slice(0, 10)} ${textAt(commit, 'author')}: ${textAt(commit, 'subject')}`)
  const authors = new Set(commits.map((commit) => textAt(commit, 'author')))
  return [
    {
      words: ['history', 'people'],
      title: `The last ${commits.length} commits`,
      text: lines.join('\n'),
      at: newest,
      facts: { authors: authors.size, commits: commits.length },
    },
  ]
}

export function fromDependencies(answer: unknown): PartialDraft[] {
  const items = listAt(answer, 'items')
  if (items.length === 0) return []
  const total = numberAt(answer, 'total')
  const unlicensed = items.filter((item) => fieldAt(item, 'licences') === null).length
  const lines = items.map((item) => `${textAt(item, 'name')} ${textAt(item, 'version') ?? 'version unknown'}`)
  const text = `${total ?? items.length} direct packages; licence unknown for ${unlicensed} of those listed.\n${lines.join(', ')}`
  return [{ words: ['unknown', 'risk'], title: 'Packages it uses directly', text, facts: { total, unlicensed, listed: items.length } }]
}

function stateOf(project: unknown, { now }: GatherFrame): PartialDraft | null {
  const name = textAt(project, 'name')
  if (!name) return null
  const commit = dateAt(project, 'git.lastCommitAt')
  const idle = commit ? Math.floor((now.getTime() - commit.getTime()) / day) : null
  const facts: Record<string, Fact> = {
    name,
    level: textAt(project, 'health.level'),
    risk: numberAt(project, 'risk.score'),
    idleDays: idle,
    favourite: fieldAt(project, 'favourite') === true,
    notices: numberAt(project, 'notices'),
    dependencies: numberAt(project, 'dependencies'),
    processes: numberAt(project, 'running.processes'),
    described: fieldAt(project, 'description') === undefined ? null : textAt(project, 'description') !== null,
    tags: listAt(project, 'tags').length,
    unknowns: unknownsOf(project),
  }
  const stack = listAt(project, 'stack').join(', ')
  const lines = [
    `Health: ${textAt(project, 'health.level') ?? 'unknown'}. ${textAt(project, 'health.sentence') ?? ''}`,
    `Risk: ${facts['risk'] ?? 'unknown'} of 100. ${listAt(project, 'risk.reasons').join('; ')}`,
    `Main language: ${textAt(project, 'mainLanguage') ?? 'unknown'}. Stack: ${stack || 'unknown'}.`,
    `Last commit: ${idle === null ? 'unknown' : `${idle} days ago`}. Pinned: ${facts['favourite'] ? 'yes' : 'no'}. Group: ${textAt(project, 'group') ?? 'none'}.`,
    `Notices: ${facts['notices'] ?? 'unknown'}. Running processes: ${facts['processes'] ?? 'unknown'}.`,
  ]
  return { words: stateWords(facts), title: `${name}: state`, text: lines.join('\n'), facts, ...place(project) }
}

function stateWords(facts: Readonly<Record<string, Fact>>): string[] {
  const idle = typeof facts['idleDays'] === 'number' && facts['idleDays'] > 60
  const words = ['facts', 'risk', 'health', 'load', 'stack', 'portfolio', 'direction', 'form', 'unknown']
  return idle ? [...words, 'idle'] : words
}

function gitOf(project: unknown): PartialDraft | null {
  if (fieldAt(project, 'git') == null) return null
  const activity = listAt(project, 'git.activity').filter((count) => typeof count === 'number')
  const name = textAt(project, 'name')
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  const facts: Record<string, Fact> = {
    name,
    changes: numberAt(project, 'git.changes'),
    unpushed: numberAt(project, 'git.unpushed'),
    behind: numberAt(project, 'git.behind'),
    stashes: numberAt(project, 'git.stashes'),
    contributors: numberAt(project, 'git.contributors'),
    commits30: activity.length > 0 ? sum(activity) : null,
    commitsLate: activity.length === 30 ? sum(activity.slice(15)) : null,
    activeDays: activity.length > 0 ? activity.filter((count) => count > 0).length : null,
    streak: activity.length > 0 ? streakOf(activity) : null,
  }
  const lines = [
    `Branch ${textAt(project, 'git.branch') ?? 'unknown'}; ${facts['changes'] ?? 'unknown'} changed files, ${facts['unpushed'] ?? 'unknown'} unpushed commits, ${facts['stashes'] ?? 'unknown'} stashes, ${facts['behind'] ?? 'unknown'} commits behind.`,
    `Commits in 30 days: ${facts['commits30'] ?? 'unknown'} on ${facts['activeDays'] ?? 'unknown'} days; by day, oldest first: ${activity.join(' ')}`,
    `Contributors: ${facts['contributors'] ?? 'unknown'}.`,
  ]
  const words = ['load', 'trend', 'rhythm', 'people']
  return { words, title: `${name}: git`, text: lines.join('\n'), facts, ...place(project), link: linkOf(project, '/git') }
}

function madeOf(project: unknown): PartialDraft | null {
  const technologies = listAt(project, 'technologies')
  if (technologies.length === 0) return null
  const lines = technologies
    .slice(0, 30)
    .map((one) => `${textAt(one, 'name')}${textAt(one, 'version') ? ` ${textAt(one, 'version')}` : ''} (${textAt(one, 'kind')})`)
  return {
    words: ['stack', 'facts'],
    title: `${textAt(project, 'name')}: technologies`,
    text: lines.join(', '),
    facts: { technologies: technologies.length },
    ...place(project),
  }
}

function signalOf(project: unknown, signal: unknown): PartialDraft[] {
  const sentence = textAt(signal, 'sentence')
  if (!sentence) return []
  const level = textAt(signal, 'level')
  const facts = { level, value: numberAt(signal, 'value') }
  return [
    {
      words: ['health', 'risk'],
      title: `${textAt(project, 'name')}: ${textAt(signal, 'source')}`,
      text: `${level}: ${sentence}`,
      facts,
      ...place(project),
      at: dateAt(signal, 'at') ?? undefined,
    },
  ]
}

/** Notices quote files of the project, which anybody may have written. */
function noticesOf(project: unknown): PartialDraft[] {
  const notices = listAt(project, 'noticeList')
  if (notices.length === 0) return []
  const lines = notices
    .slice(0, 20)
    .map((notice) => `${textAt(notice, 'code')}: ${textAt(notice, 'sentence')} ${textAt(notice, 'path') ?? ''}`)
  return [
    {
      words: ['risk', 'unknown', 'form'],
      title: `${textAt(project, 'name')}: notices`,
      text: lines.join('\n'),
      facts: { notices: notices.length },
      ...place(project),
      trust: 'untrusted',
    },
  ]
}

function place(project: unknown): Pick<PartialDraft, 'project' | 'link' | 'at'> {
  return { project: textAt(project, 'id'), link: linkOf(project, ''), at: dateAt(project, 'scannedAt') ?? undefined }
}

function linkOf(project: unknown, tab: string): string | null {
  const slug = textAt(project, 'slug')
  return slug === null ? null : `/projects/${slug}${tab}`
}

function unknownsOf(project: unknown): number {
  const asked = ['health.level', 'risk.score', 'mainLanguage', 'git.lastCommitAt', 'git.unpushed', 'dependencies', 'running', 'scannedAt']
  return asked.filter((path) => fieldAt(project, path) == null || fieldAt(project, path) === 'unknown').length
}

/** Days in a row with commits, up to today. */
function streakOf(activity: readonly number[]): number {
  const rest = [...activity].reverse().findIndex((count) => count === 0)
  return rest === -1 ? activity.length : rest
}
