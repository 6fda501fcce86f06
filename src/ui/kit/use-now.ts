import { useEffect, useState } from 'react'
import { nextTick, timeOf, type Moment } from '../format/time.ts'

/** The present, renewed exactly when the words about `moment` change; null renews once a minute. */
export function useNow(moment: Moment | null): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const wait = moment === null ? 60_000 - (Date.now() % 60_000) : nextTick(moment, Date.now())
    const timer = setTimeout(() => setNow(Date.now()), wait + 10)
    return () => clearTimeout(timer)
  }, [moment, now])
  // What has just arrived is not ahead of the present that was last drawn.
  return moment !== null && timeOf(moment) > now ? Math.max(now, Date.now()) : now
}
