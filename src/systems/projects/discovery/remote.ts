import type { Remote } from './found.ts'

/**
 * Two spellings of one address (`git@host:a/b.git`, `https://token@host/a/b/`) get the same key; credentials are
 * dropped from both forms. Hosts and paths are compared without case, as the large forges do.
 */
export function readRemote(name: string, address: string): Remote {
  const parts = split(address.trim())
  if (!parts) {
    const path = address
      .trim()
      .replace(/^file:\/\//, '')
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
    return { name, url: address.trim(), key: `file:${path}` }
  }
  const path = parts.path.replace(/^\/+|\/+$/g, '').replace(/\.git$/i, '')
  const key = `${parts.host}${port(parts)}/${path}`.toLowerCase()
  return { name, url: withoutCredentials(address.trim()), key }
}

/** The remote a project is known by: `origin`, else `upstream`, else the only one. */
export function mainRemote(remotes: readonly Remote[]): Remote | undefined {
  const named = (name: string) => remotes.find((remote) => remote.name === name)
  return named('origin') ?? named('upstream') ?? remotes[0]
}

/** For anything that is shown or stored: `scheme://user:secret@host` keeps no user and no secret. */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/@\s"']*@/gi, '$1')
}

type Address = { scheme: string; host: string; port: string; path: string }

function split(address: string): Address | undefined {
  const url = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?(\[[^\]]+\]|[^/:]+)(?::(\d+))?(\/.*)?$/i.exec(address)
  if (url?.[1] && url[2] && url[1].toLowerCase() !== 'file') {
    return { scheme: url[1].toLowerCase(), host: url[2], port: url[3] ?? '', path: url[4] ?? '' }
  }
  const scp = /^(?:[^@/:\s]+@)?([^/:\s]{2,}):(?!\/\/)(.+)$/.exec(address)
  if (scp?.[1] && scp[2]) return { scheme: 'ssh', host: scp[1], port: '', path: scp[2] }
  return undefined
}

const usual: Record<string, string> = { https: '443', http: '80', ssh: '22', git: '9418', 'git+ssh': '22' }

// An ssh port never tells two forges apart, a web port can.
function port(address: Address): string {
  const isShell = address.scheme === 'ssh' || address.scheme === 'git+ssh'
  return address.port === '' || isShell || usual[address.scheme] === address.port ? '' : `:${address.port}`
}
