import { useCallback, useEffect, useRef, useState } from 'react'
import { offersPasskeysInFields } from '../passkey-ceremony.ts'
import { signInWithPasskey } from './enter.ts'

/** A challenge holds for five minutes; a page that stands longer gets a new one before. */
const renewedAfter = 4 * 60_000

export interface OfferedPasskey {
  readonly problem: unknown
  /** Ends the offer, because a browser takes one question about passkeys at a time. */
  readonly stop: () => void
}

/** While the sign-in page stands, the browser lists passkeys below its field; choosing one signs in. */
export function useOfferedPasskey(): OfferedPasskey {
  const [problem, setProblem] = useState<unknown>(null)
  const open = useRef<AbortController>(undefined)
  useEffect(() => {
    const given = new AbortController()
    open.current = given
    // Nobody asked for this offer: that a device has nothing to show is not worth a word.
    offer(given.signal).catch((error: unknown) => (error instanceof DOMException ? undefined : setProblem(error)))
    return () => given.abort()
  }, [])
  return { problem, stop: useCallback(() => open.current?.abort(), []) }
}

async function offer(given: AbortSignal): Promise<void> {
  if (!(await offersPasskeysInFields())) return
  while (!given.aborted) {
    const timer = new AbortController()
    const renewal = setTimeout(() => timer.abort(), renewedAfter)
    try {
      return await signInWithPasskey({ mediation: 'conditional', signal: AbortSignal.any([given, timer.signal]) })
    } catch (error) {
      if (!timer.signal.aborted) throw error
    } finally {
      clearTimeout(renewal)
    }
  }
}
