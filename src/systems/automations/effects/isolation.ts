import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { StepFolder } from './step-folder.ts'

export type IsolationLevel = 'bubblewrap' | 'namespaces' | 'own-user' | 'limits-only'

/** What this machine offers to keep the processes of steps apart from everything else. */
export interface Isolation {
  readonly level: IsolationLevel
  readonly parts: readonly { readonly name: string; readonly there: boolean; readonly sentence: string }[]
  /** The command as it is really started: limited, apart, and gone when this process is. */
  wrap(command: readonly string[], folder: StepFolder): string[]
}

const run = promisify(execFile)
const limits = ['--core=0', '--nofile=1024:1024', '--fsize=1073741824', '--nproc=512:512']

let known: Promise<Isolation> | null = null

/** Found out once for each process. */
export function isolationOf(): Promise<Isolation> {
  return (known ??= findOut())
}

async function findOut(): Promise<Isolation> {
  const isRoot = process.getuid?.() === 0
  const [bwrap = null, setpriv = null, unshare = null, prlimit = null] = ['bwrap', 'setpriv', 'unshare', 'prlimit'].map(programPath)
  const confined =
    bwrap !== null && (await works(bwrap, ['--ro-bind', '/', '/', '--unshare-pid', '--die-with-parent', '--proc', '/proc', 'true']))
  const apart =
    unshare !== null &&
    (await works(unshare, [...(isRoot ? [] : ['--user', '--map-current-user']), '--pid', '--fork', '--kill-child', 'true']))
  const dies = setpriv !== null && (await works(setpriv, ['--pdeathsig', 'KILL', 'true']))
  const ownUser = isRoot && dies
  const level: IsolationLevel = confined ? 'bubblewrap' : apart ? 'namespaces' : ownUser ? 'own-user' : 'limits-only'
  const outer = dies ? [setpriv!, '--pdeathsig', 'KILL'] : []
  const tree =
    !confined && apart
      ? [unshare!, ...(isRoot ? [] : ['--user', '--map-current-user']), '--pid', '--fork', '--kill-child=SIGKILL', '--']
      : []
  const bounds = prlimit === null ? [] : [prlimit, ...limits]
  return {
    level,
    parts: partsOf({ confined, apart, dies, ownUser, limited: prlimit !== null }),
    wrap(command, { path, uid }) {
      const box = confined ? boxOf(bwrap!, path) : []
      const user = ownUser && uid !== null ? becoming(setpriv!, uid) : []
      return [...outer, ...tree, ...box, ...user, ...bounds, ...command]
    },
  }
}

function boxOf(bwrap: string, path: string): string[] {
  const seen = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp', '--bind', path, path]
  return [bwrap, ...seen, '--unshare-pid', '--unshare-ipc', '--die-with-parent', '--']
}

/** Who becomes another user is not told any more when its parent dies, so it asks for it again. */
function becoming(setpriv: string, uid: number): string[] {
  const rights = ['--clear-groups', '--no-new-privs', '--inh-caps=-all']
  return [setpriv, '--pdeathsig', 'KILL', `--reuid=${uid}`, `--regid=${uid}`, ...rights, '--']
}

interface Found {
  readonly confined: boolean
  readonly apart: boolean
  readonly dies: boolean
  readonly ownUser: boolean
  readonly limited: boolean
}

function partsOf({ confined, apart, dies, ownUser, limited }: Found): Isolation['parts'] {
  return [
    {
      name: 'bubblewrap',
      there: confined,
      sentence: confined
        ? 'Steps see the disk read-only, but for a folder of their own.'
        : 'bubblewrap is not installed or not allowed; steps see the disk as their user does.',
    },
    {
      name: 'process namespace',
      there: confined || apart,
      sentence:
        confined || apart
          ? 'A step that ends takes everything with it that it started.'
          : 'A step that starts processes in sessions of their own can leave them behind.',
    },
    {
      name: 'own user',
      there: ownUser,
      sentence: ownUser
        ? 'Each step runs as a user of its own.'
        : 'Steps run as the user of Optimus; start it as root to give each a user of its own.',
    },
    {
      name: 'dies with Optimus',
      there: dies,
      sentence: dies
        ? 'Steps end when Optimus does, however it ends.'
        : 'setpriv is missing; steps may outlive a crash until the next start.',
    },
    {
      name: 'limits',
      there: limited,
      sentence: limited ? 'Files, processes and sizes are bounded.' : 'prlimit is missing; nothing is bounded but time and output.',
    },
  ]
}

function programPath(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/bin', '/sbin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

async function works(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, [...args], { timeout: 10_000, env: { PATH: '/usr/bin:/bin' } }).then(
    () => true,
    () => false,
  )
}
