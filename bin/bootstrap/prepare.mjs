// Everything a clone needs before a program of it can run: packages, library links, the built web app and server.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { areBuilt, makeAll } from './builds.mjs'
import { install, isInstalled } from './install.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { linkPostgresLibraries } from './postgres-links.mjs'
import { root } from './paths.mjs'
import { say } from './say.mjs'

/** Prepares what is not yet prepared; on a prepared clone it costs a few milliseconds and says nothing. */
export async function prepare() {
  const ready = isInstalled()
  if (ready) linkPostgresLibraries()
  if (ready && areBuilt()) return
  say(`Optimus: ${reason(ready)}`)
  await oneAtATime(async () => {
    await install()
    linkPostgresLibraries()
    await makeAll()
  })
}

function reason(installed) {
  if (installed) return 'its files have changed.'
  if (existsSync(join(root, 'node_modules'))) return 'the packages have changed.'
  return 'getting this clone ready. This takes about a minute, once.'
}
