import { useCallback, useEffect, useState } from 'react'

const saidFor = 2000

/** Copies a text, and says for a moment that it did. */
export function useCopied(): [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), saidFor)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = useCallback((text: string) => void navigator.clipboard?.writeText(text).then(() => setCopied(true)), [])
  return [copied, copy]
}
