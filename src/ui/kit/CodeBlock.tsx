import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { classes } from '../format/classes.ts'
import { IconButton } from './IconButton.tsx'
import { word } from './words.ts'

export interface CodeBlockProps {
  readonly text: string
  /** Names the block for screen readers. */
  readonly label: string
  /** Number of the first line; lines are counted when it is given. */
  readonly firstLine?: number
  /** Lines to tint, by their number. */
  readonly marked?: readonly number[]
}

/** Machine text as it is, with Copy. */
export function CodeBlock({ text, label, firstLine, marked = [] }: CodeBlockProps) {
  const lines = text.split('\n')
  return (
    <div className="group/code relative min-w-0">
      <pre
        tabIndex={0}
        aria-label={label}
        className="focus-inset max-h-96 overflow-auto rounded-control border border-line bg-sunken py-2 font-mono text-small leading-5"
      >
        {firstLine === undefined ? (
          <code className="block px-3">{text}</code>
        ) : (
          <code className="block w-max min-w-full">
            {lines.map((line, index) => (
              <span key={index} className={classes('block px-3', marked.includes(firstLine + index) && 'bg-selected')}>
                <span aria-hidden className="mr-4 inline-block w-8 text-right text-ink-3 select-none">
                  {firstLine + index}
                </span>
                {line || ' '}
              </span>
            ))}
          </code>
        )}
      </pre>
      <CopyButton text={text} />
    </div>
  )
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <span className="absolute top-1 right-1 rounded-control bg-sunken opacity-0 group-focus-within/code:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100">
      <IconButton
        size="small"
        icon={copied ? Check : Copy}
        label={word(copied ? 'code.copied' : 'code.copy')}
        onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
      />
    </span>
  )
}
