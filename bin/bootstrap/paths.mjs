// Where things lie: the clone, the person's Optimus home, and what the launcher makes.
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** The clone's own made files (web app, markers); git ignores the folder. */
export const made = join(root, 'dist')

/** The folder of database, keys and cache: OPTIMUS_HOME, else ~/.optimus, as root /var/lib/optimus. */
export function optimusHome(env = process.env) {
  if (env.OPTIMUS_HOME) return resolve(env.OPTIMUS_HOME)
  return process.getuid?.() === 0 ? '/var/lib/optimus' : join(homedir(), '.optimus')
}
