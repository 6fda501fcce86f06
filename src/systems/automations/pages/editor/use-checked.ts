import { useEffect, useState } from 'react'
import { useOperation } from '#ui/client/use-operation.ts'
import { automations, type Validation } from '../client.ts'

const restMilliseconds = 250

export interface Checked {
  /** What is known of the last text that was checked; undefined before the first answer. */
  readonly validation: Validation | undefined
  /** The text it is about, which may be a little older than the one on screen. */
  readonly text: string
  readonly checking: boolean
  readonly failed: boolean
}

/** Has a text checked once typing rests. */
export function useChecked(text: string): Checked {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  const answer = useOperation(automations, 'validate', { text: rested })
  const behind = rested !== text || answer.isPlaceholderData || answer.isPending
  return { validation: answer.data, text: rested, checking: behind, failed: answer.isError }
}
