import { useCallback, useRef, useState } from 'react'
import type { Automation } from '../client.ts'
import { starterText } from './starter.ts'

export interface Draft {
  readonly text: string
  readonly changed: boolean
  /** Number of the version that was saved by somebody else since this draft was begun. */
  readonly theirs: number | null
  /** The text right now, for what was asked about an older one. */
  readonly current: () => string
  readonly set: (text: string) => void
  readonly drop: () => void
}

interface Kept {
  readonly text: string
  readonly base: number
}

/** What was typed and not saved, by automation: it is there again when the person comes back. */
const kept = new Map<string, Kept>()

/** The text that is edited. While nothing is typed it follows what is saved. */
export function useDraft(automation: Automation | null): Draft {
  const key = automation?.id ?? 'new'
  const saved = automation?.text ?? starterText
  const number = automation?.number ?? 0
  const [own, setOwn] = useState<Kept | undefined>(() => kept.get(key))
  const keep = useCallback(
    (next: Kept | undefined) => {
      if (next) kept.set(key, next)
      else kept.delete(key)
      setOwn(next)
    },
    [key],
  )
  const text = own?.text ?? saved
  const latest = useRef(text)
  latest.current = text
  const set = (next: string) => {
    latest.current = next
    keep(next === saved ? undefined : { text: next, base: own?.base ?? number })
  }
  return {
    text,
    changed: text !== saved,
    theirs: own && own.base !== number ? number : null,
    current: () => latest.current,
    set,
    drop: () => keep(undefined),
  }
}
