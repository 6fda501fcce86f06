import { useEffect, useState } from 'react'
import { nextTick, type Moment } from '../format/time.ts'

/** The present, renewed exactly when the words about `moment` change; null renews once a minute. */
export function useNow(moment: Moment | null): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const wait = moment === null ? 60_000 - (Date.now() % 60_000) : nextTick(moment, Date.now())
    const timer = setTimeout(() => setNow(Date.now()), wait + 10)
    return () => clearTimeout(timer)
  }, [moment, now])
  return now
}
