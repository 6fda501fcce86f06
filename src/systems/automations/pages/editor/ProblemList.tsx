import { Button } from '#ui/kit/Button.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import type { TextProblem } from '../client.ts'
import { word } from '../words.ts'
import type { Checked } from './use-checked.ts'

/** What the check says, in one line at the end of the tabs. */
export function Verdict({ checked }: { checked: Checked }) {
  const { validation, failed, checking } = checked
  const count = validation?.problems.length ?? 0
  const kind = failed ? 'unknown' : !validation ? 'running' : validation.ok ? (count > 0 ? 'risk' : 'passed') : 'failing'
  const text = failed
    ? word('editor.unknown')
    : !validation
      ? word('editor.checking')
      : count > 0
        ? word('editor.problems', { count })
        : word('editor.valid')
  return (
    <span role="status" aria-busy={checking} className="inline-flex items-center gap-1.5 text-small whitespace-nowrap text-ink-2">
      <StatusGlyph kind={kind} />
      <span className="max-desk:sr-only">{text}</span>
    </span>
  )
}

interface ProblemListProps {
  readonly problems: readonly TextProblem[]
  readonly notes: readonly string[]
  readonly onGo: (line: number) => void
}

/** Each problem with its line, and what to write instead where that is known; a click leads there. */
export function ProblemList({ problems, notes, onGo }: ProblemListProps) {
  if (problems.length === 0 && notes.length === 0) return null
  return (
    <ul aria-label={word('editor.problem_list')} className="max-h-40 shrink-0 overflow-y-auto border-t border-line bg-raised py-1">
      {problems.map((problem) => (
        <li key={`${problem.line} ${problem.column} ${problem.code} ${problem.message}`} className="flex items-start gap-2 px-3 py-1">
          <span className="mt-1">
            <StatusGlyph kind={problem.severity === 'error' ? 'failing' : 'risk'} label={problem.severity} />
          </span>
          <span className="min-w-0 flex-1 text-small text-pretty break-words">{problem.message}</span>
          <Button size="small" variant="quiet" onClick={() => onGo(problem.line)}>
            {word('editor.line', { line: problem.line })}
          </Button>
        </li>
      ))}
      {notes.map((note) => (
        <li key={note} className="px-3 py-1 pl-8 text-small text-ink-3">
          {note}
        </li>
      ))}
    </ul>
  )
}
