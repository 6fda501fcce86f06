import type { CommandSpec } from './owned.ts'

export interface Account {
  readonly userId: number
  readonly groupId: number
  readonly name: string
  readonly home: string
  readonly shell: string
}

/**
 * The whole environment of a started command: its markers, six variables every
 * program expects, and what was asked for. Nothing else of the server's own gets
 * through, as that holds its secrets.
 */
export function runEnvironment(spec: CommandSpec, own: NodeJS.ProcessEnv, account: Account | null): Record<string, string> {
  const personal: Record<string, string> = account === null ? {} : { HOME: account.home, USER: account.name, SHELL: account.shell }
  const environment: Record<string, string> = { OPTIMUS_PROJECT: spec.project, OPTIMUS_RUN: spec.id }
  for (const name of INHERITED) if (own[name] !== undefined) environment[name] = own[name]
  if (environment.PATH !== undefined) environment.PATH = withoutPackages(environment.PATH)
  const port: Record<string, string> = spec.port == null ? {} : { PORT: String(spec.port) }
  return { ...environment, ...personal, ...port, ...spec.env, OPTIMUS_PROJECT: spec.project, OPTIMUS_RUN: spec.id }
}

const INHERITED = ['PATH', 'HOME', 'LANG', 'USER', 'SHELL', 'TERM']

/** Started by npm, the server's PATH begins with its own packages, whose programs are not the project's. */
function withoutPackages(path: string): string {
  return path
    .split(':')
    .filter((folder) => !/(^|\/)node_modules(\/|$)/.test(folder))
    .join(':')
}

/** Finds a user in the text of /etc/passwd (passwd(5)). */
export function accountFrom(passwd: string, userId: number): Account | null {
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid, , home, shell] = line.split(':')
    if (!name || uid !== String(userId)) continue
    return { userId, groupId: Number(gid), name, home: home || '/', shell: shell || '/bin/sh' }
  }
  return null
}
