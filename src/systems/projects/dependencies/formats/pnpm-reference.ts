import type { Origin } from '../graph.ts'

/** `key`: the entry's own key without the peers it was resolved with. */
export type PnpmReference = { key: string; name: string; version: string | null; origin: Origin; source: string | null }

/**
 * Reads a key of `packages` or `snapshots`:
 * 5: /@scope/name/1.2.3_peer@1 · 6: /@scope/name@1.2.3(peer@1) · 9: @scope/name@1.2.3(peer@1),
 * and in any version a git host's path, an address, or file:path.
 */
export function readPnpmReference(written: string, major: number): PnpmReference {
  const key = major >= 6 ? withoutPeers(written) : written
  if (major < 9 && !key.startsWith('/')) return elsewhere(key, key)
  const bare = major < 9 ? key.slice(1) : key
  const at = major >= 6 ? bare.indexOf('@', 1) : versionSlash(bare)
  if (at < 0) return elsewhere(key, bare)
  const [name, rest] = [bare.slice(0, at), bare.slice(at + 1)]
  const version = major >= 6 ? rest : rest.split('_', 1)[0]!
  if (/^\d/.test(version)) return { key, name, version, origin: 'registry', source: null }
  return { ...elsewhere(key, version), name }
}

/** Version 5 divides name and version by a slash too: the one after the name, or after the scoped name. */
function versionSlash(bare: string): number {
  const first = bare.indexOf('/')
  return bare.startsWith('@') && first >= 0 ? bare.indexOf('/', first + 1) : first
}

function withoutPeers(key: string): string {
  // A path may hold brackets of its own; peers always stand at the end.
  const open = key.indexOf('(')
  return open > 0 && key.endsWith(')') ? key.slice(0, open) : key
}

function elsewhere(key: string, source: string): PnpmReference {
  const named = /^(@?[^@]+)@(file:|https?:|git\+|git:).*/.exec(source)
  const address = named ? source.slice(named[1]!.length + 1) : source.replace(/^@(?=[^/]+\/)/, '')
  const name =
    named?.[1] ??
    address
      .split('/')
      .filter((one) => !/^[0-9a-f]{7,40}$/.test(one))
      .at(-1) ??
    address
  if (address.startsWith('file:')) return { key, name, version: null, origin: 'file', source: null }
  const isGit = /^(git\+|git:|git@)|^(https:\/\/)?(codeload\.)?(github|gitlab|bitbucket)\.(com|org)\//.test(address)
  if (!isGit) return { key, name, version: null, origin: 'url', source: address }
  return { key, name, version: null, origin: 'git', source: repositoryUrl(address) }
}

/** codeload.github.com/owner/name/tar.gz/sha and github.com/owner/name/sha name a commit of a repository. */
function repositoryUrl(address: string): string {
  const hosted = /^(?:https:\/\/)?(?:codeload\.)?((?:github|gitlab|bitbucket)\.(?:com|org))\/([^/]+\/[^/]+)\/(?:tar\.gz\/)?([^/]+)$/.exec(
    address,
  )
  return hosted ? `git+https://${hosted[1]}/${hosted[2]}#${hosted[3]}` : address
}
