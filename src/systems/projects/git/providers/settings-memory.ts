import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Setting } from '../configuration.ts'
import type { RepositoryLocation } from './locate-repository.ts'

const mostRemembered = 2_000
const known = new Map<string, { readonly stamps: string; readonly settings: readonly Setting[] }>()

/**
 * What `git config --list` says of a repository, asked again only when one of its files changed: a look at an unchanged
 * project would otherwise pay for a second process. Settings that include further files are never remembered: those files
 * could change unseen and name a filter, which a scan must not run.
 */
export async function rememberedSettings(
  location: RepositoryLocation,
  read: () => Promise<Setting[] | null>,
): Promise<readonly Setting[] | null> {
  const stamps = await stampsOf(location)
  const found = known.get(location.gitDir)
  if (found?.stamps === stamps) return found.settings
  known.delete(location.gitDir)
  const settings = await read()
  if (settings === null || settings.some(({ key }) => key.startsWith('include'))) return settings
  if (known.size >= mostRemembered) known.delete(known.keys().next().value!)
  known.set(location.gitDir, { stamps, settings })
  return settings
}

async function stampsOf({ gitDir, commonDir }: RepositoryLocation): Promise<string> {
  const files = [join(commonDir, 'config'), join(gitDir, 'config.worktree'), ...personFiles(), '/etc/gitconfig']
  return (await Promise.all(files.map(stampOf))).join(' ')
}

function personFiles(): string[] {
  const home = process.env['HOME'] ?? homedir()
  return [join(home, '.gitconfig'), join(process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'git/config')]
}

async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeNs, ctimeNs, size, ino } = await stat(path, { bigint: true })
    return `${mtimeNs}.${ctimeNs}.${size}.${ino}`
  } catch {
    return '-'
  }
}
