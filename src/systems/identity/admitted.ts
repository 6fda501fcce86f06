/** Whether one of the verified addresses is among those a provider is set up for; an empty list is for everybody who is linked. */
export function isAdmitted(emails: readonly string[], allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true
  const wanted = allowed.map((one) => one.toLowerCase())
  return emails.some((email) => {
    const address = email.toLowerCase()
    return wanted.includes(address) || wanted.includes(address.slice(address.lastIndexOf('@')))
  })
}
