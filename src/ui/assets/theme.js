// Runs before the first paint, so that no page flashes in the wrong theme. A file of its own: the policy forbids inline scripts.
;(function () {
  var stored = null
  try {
    stored = localStorage.getItem('optimus.theme')
  } catch {
    // Storage is blocked: follow the system.
  }
  var dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
