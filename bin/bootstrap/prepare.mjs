// Everything a clone needs before a program of it can run: packages, library links, the web app.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb, isWebBuilt } from './web-build.mjs'
import { install, isInstalled } from './install.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { linkPostgresLibraries } from './postgres-links.mjs'
import { root } from './paths.mjs'
import { say } from './say.mjs'

/** Prepares what is not yet prepared; on a prepared clone it costs a few milliseconds and says nothing. */
export async function prepare() {
  const ready = isInstalled()
  if (ready) linkPostgresLibraries()
  if (ready && isWebBuilt()) return
  say(`Optimus: ${reason(ready)}`)
  await oneAtATime(async () => {
    await install()
    linkPostgresLibraries()
    await buildWeb()
  })
}

function reason(installed) {
  if (installed) return 'the web app has changed.'
  if (existsSync(join(root, 'node_modules'))) return 'the packages have changed.'
  return 'getting this clone ready. This takes about a minute, once.'
}
