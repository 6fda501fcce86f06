import { useEffect, useState } from 'react'
import { linkToken } from './account-fields.ts'

/** The token of the link that led here. A link that is pasted over this very page changes the fragment only, and loads nothing. */
export function useLinkToken(): string | null {
  const [token, setToken] = useState(() => linkToken(location.hash))
  useEffect(() => {
    const read = () => setToken((known) => linkToken(location.hash) ?? known)
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return token
}
