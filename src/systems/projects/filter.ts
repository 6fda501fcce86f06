import type { ProjectSummary } from './project.ts'

/** One condition of the filter box: a word, or `field:value`. */
interface Term {
  readonly field: string | null
  readonly value: string
  readonly negated: boolean
}

type Test = (project: ProjectSummary, value: string) => boolean

const fields: Readonly<Record<string, Test>> = {
  stack: (project, value) => [...project.stack, project.mainLanguage ?? ''].some((name) => isWord(name, value)),
  lang: (project, value) => (project.mainLanguage ?? '').toLowerCase() === value,
  tag: (project, value) => project.tags.includes(value),
  group: (project, value) => (project.group ?? '').toLowerCase() === value,
  health: (project, value) => project.health.level === value,
  port: (project, value) => (project.running?.ports ?? []).includes(Number(value)),
  branch: (project, value) => (project.git?.branch ?? '').toLowerCase().includes(value),
  path: (project, value) => project.path.toLowerCase().includes(value),
  kind: (project, value) => project.kind === value,
  is: (project, value) => states[value]?.(project) ?? false,
}

const states: Readonly<Record<string, (project: ProjectSummary) => boolean>> = {
  dirty: (project) => (project.git?.changes ?? 0) > 0,
  clean: (project) => project.git?.changes === 0,
  ahead: (project) => (project.git?.ahead ?? 0) > 0,
  behind: (project) => (project.git?.behind ?? 0) > 0,
  unpushed: (project) => (project.git?.unpushed ?? 0) > 0,
  running: (project) => (project.running?.processes ?? 0) > 0,
  pinned: (project) => project.favourite,
  missing: (project) => !project.present,
}

/** Whether the project fits the text of the filter box: every term must; `-` before a term turns it around. */
export function matchesFilter(project: ProjectSummary, text: string): boolean {
  return readTerms(text).every((term) => test(project, term) !== term.negated)
}

/** Terms of the filter box: words, `field:value`, and "quoted words". A field nobody knows is an ordinary word. */
export function readTerms(text: string): Term[] {
  return [...text.toLowerCase().matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/g)].map((match) => {
    const value = match[3] ?? match[4] ?? ''
    const field = match[2]
    return field !== undefined && field in fields
      ? { field, value, negated: match[1] === '-' }
      : { field: null, value: field === undefined ? value : `${field}:${value}`, negated: match[1] === '-' }
  })
}

function test(project: ProjectSummary, term: Term): boolean {
  if (term.field !== null) return fields[term.field]!(project, term.value)
  return [project.name, project.slug, project.path, ...project.tags, ...project.stack].some((word) =>
    word.toLowerCase().includes(term.value),
  )
}

/** `go` is Go, not Algolia: a name fits as a whole, or by one of its words. */
function isWord(name: string, value: string): boolean {
  const plain = name.toLowerCase()
  return plain === value || plain.split(/[\s/-]+/).includes(value) || plain.replace(/\.js$/, '') === value
}
