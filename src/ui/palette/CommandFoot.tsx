import { useEffect, useEffectEvent, useState } from 'react'
import type { Icon } from '../kit/icon.ts'
import { Kbd } from '../kit/Kbd.tsx'
import { word } from './words.ts'

/** The same thing as a command line, to be copied with the usual key. */
export function CommandFoot({ line, icon: Glyph }: { line: string; icon: Icon }) {
  const [copied, setCopied] = useState(false)
  const copy = useEffectEvent((event: KeyboardEvent) => {
    const chosen = getSelection()?.toString() || hasSelection(event.target)
    if (event.key !== 'c' || !(event.metaKey || event.ctrlKey) || chosen) return
    void navigator.clipboard?.writeText(line).then(() => setCopied(true))
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => copy(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
  useEffect(() => setCopied(false), [line])
  return (
    <footer className="flex h-9.5 shrink-0 items-center gap-2.5 border-t border-line bg-sunken px-4.5 text-small text-ink-2">
      <Glyph size={14} aria-hidden className="text-ink-3" />
      <code className="min-w-0 flex-1 truncate font-mono">{line}</code>
      <Kbd keys="⌘ C" className="max-desk:hidden" />
      <span role="status" className="text-ink-3">
        {copied ? word('copied') : word('copy')}
      </span>
    </footer>
  )
}

function hasSelection(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.selectionStart !== target.selectionEnd
}
