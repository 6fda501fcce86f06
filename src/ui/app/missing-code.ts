const key = 'optimus.reloaded'
const onceWithin = 60_000

/**
 * After an update an open page may ask for code that is gone. Reading the page again gets the new one; a minute must
 * lie between two such reloads, so that a file that is really broken cannot make a loop.
 */
export function reloadOnMissingCode(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(key) ?? 0)
    if (Date.now() - last < onceWithin) return
    event.preventDefault()
    sessionStorage.setItem(key, String(Date.now()))
    location.reload()
  })
}
