import type { ReactNode } from 'react'
import type { ProblemError } from '../client/problem.ts'
import { Button } from './Button.tsx'
import { StatusGlyph } from './StatusGlyph.tsx'
import { word } from './words.ts'

export interface ErrorStateProps {
  /** What is not known now: "Vulnerabilities". */
  readonly what: string
  readonly problem: Pick<ProblemError, 'message' | 'code'>
  /** The last good value with its age, where there is one. */
  readonly last?: ReactNode
  readonly onRetry?: () => void
  readonly retrying?: boolean
}

/** A source that failed is unknown, never zero. */
export function ErrorState({ what, problem, last, onRetry, retrying }: ErrorStateProps) {
  return (
    <div role="alert" className="flex items-start gap-2 px-3.5 py-4">
      <span className="mt-1">
        <StatusGlyph kind="unknown" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-strong">{word('error.title', { what })}</p>
        <p className="text-small text-ink-2">
          {problem.message} {last}
        </p>
        <p className="mt-0.5 font-mono text-micro text-ink-3">{problem.code}</p>
      </div>
      {onRetry ? (
        <Button size="small" onClick={onRetry} busy={retrying ? word('error.retry') : false}>
          {word('error.retry')}
        </Button>
      ) : null}
    </div>
  )
}
