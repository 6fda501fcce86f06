import { useEffect, useRef, useState } from 'react'
import { classes } from '../format/classes.ts'
import { formatSeconds } from '../format/time.ts'
import type { LogLevel, LogLine } from './log-lines.ts'
import { StatusGlyph } from './StatusGlyph.tsx'
import { useVisibleRange } from './use-visible-range.ts'
import { word } from './words.ts'

const lineHeight = 20

export interface LogProps {
  readonly lines: readonly LogLine[]
  readonly label?: string
  /** Pixels; the log scrolls inside. */
  readonly height?: number
  /** Whether more may come: it then says whether it follows. */
  readonly live?: boolean
}

/** Follows the end until somebody scrolls up; then it stays and counts what is new. */
export function Log({ lines, label = word('log.label'), height = 320, live }: LogProps) {
  const box = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState<number | null>(null)
  const range = useVisibleRange(list, lineHeight, lines.length)
  const following = seen === null
  useEffect(() => {
    if (following && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [following, lines.length])
  const scrolled = () => {
    const element = box.current
    if (!element) return
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < lineHeight
    setSeen((old) => (atEnd ? null : (old ?? lines.length)))
  }
  return (
    <div className="relative bg-sunken">
      <div
        ref={box}
        role="log"
        aria-label={label}
        tabIndex={0}
        onScroll={scrolled}
        className="focus-inset overflow-auto py-2 font-mono text-small leading-5"
        style={{ height }}
      >
        {lines.length === 0 ? <p className="px-3.5 text-ink-3">{word('log.empty')}</p> : null}
        <div
          ref={list}
          className="w-max min-w-full"
          style={{ paddingTop: range.first * lineHeight, paddingBottom: (lines.length - range.end) * lineHeight }}
        >
          {lines.slice(range.first, range.end).map((line, offset) => (
            <Line key={range.first + offset} line={line} />
          ))}
        </div>
      </div>
      {seen !== null && lines.length > seen ? (
        <button
          type="button"
          onClick={() => setSeen(null)}
          className="absolute right-3 bottom-3 rounded-control bg-raised px-2.5 py-1 text-small shadow-pop"
        >
          {word('log.new', { count: lines.length - seen })}
        </button>
      ) : live && following ? (
        <span className="absolute right-3 bottom-2 inline-flex items-center gap-1.5 rounded-control bg-sunken px-1.5 text-small text-ink-3">
          <StatusGlyph kind="running" />
          {word('log.follow')}
        </span>
      ) : null}
    </div>
  )
}

function Line({ line }: { line: LogLine }) {
  return (
    <div className={classes('flex h-5 gap-3 px-3.5 whitespace-pre', tints[line.level ?? 'info'])}>
      {line.at ? <span className="text-ink-3">{formatSeconds(line.at, true)}</span> : null}
      {line.source ? (
        <span className={classes('min-w-10', line.level === 'warn' || line.level === 'error' ? '' : 'text-ink-3')}>{line.source}</span>
      ) : null}
      <span>{line.text || ' '}</span>
    </div>
  )
}

const tints: Record<LogLevel, string> = {
  debug: 'text-ink-3',
  info: 'text-ink-2',
  warn: 'bg-warn-soft text-warn-text',
  error: 'bg-bad-soft text-bad-text',
}
