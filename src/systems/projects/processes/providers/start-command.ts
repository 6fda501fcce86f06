import { spawn } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import type { CommandSpec, ExitStatus, OwnedRun, StartRefusal, StartResult } from '../owned.ts'
import type { HeldPort } from '../process.ts'
import { accountFrom, runEnvironment } from '../run-environment.ts'
import type { Account } from '../run-environment.ts'
import { probePort } from './port-probe.ts'
import { identifyProcess } from './process-identity.ts'
import { openRunLog } from './run-log.ts'

export interface StartOptions {
  /** Who answers on a port now; asked before anything starts. */
  readonly holders: (port: number) => Promise<readonly HeldPort[]>
  /** Says who that is, e.g. through holderSentence. */
  readonly describe: (holder: HeldPort) => string
}

/**
 * Starts a command in a session of its own, marked as this run, writing straight
 * to its log file: it goes on when the server ends. As root, a project of
 * another user runs as that user. Refuses, with a sentence, rather than throws.
 */
export async function startCommand(spec: CommandSpec, options: StartOptions): Promise<StartResult> {
  const words = wordsOf(spec)
  if (words === null) return refuse('bad_command', 'A run needs a name of letters and digits and a command that is not empty.')
  const folder = await stat(spec.dir).catch(() => null)
  if (!folder?.isDirectory()) return refuse('folder_missing', `The folder ${spec.dir} does not exist.`)
  const busy = spec.port == null ? null : await refuseBusyPort(spec.port, options)
  if (busy !== null) return busy
  const account = await accountFor(folder)
  const log = await openRunLog(spec.logDir, spec.id).catch((error: Error) => error)
  if (log instanceof Error) return refuse('log_not_writable', `The log cannot be written: ${log.message}.`)
  try {
    await writeFile(log.path, `[optimus] ${new Date().toISOString()} starting: ${words.shown}\n`, { flag: 'a' })
    return await launch({ spec, words: words.argv, account, log })
  } finally {
    await log.close()
  }
}

interface Launch {
  readonly spec: CommandSpec
  readonly words: readonly string[]
  readonly account: Account | null
  readonly log: { readonly path: string; readonly descriptor: number }
}

async function launch({ spec, words, account, log }: Launch): Promise<StartResult> {
  const [program = '', ...args] = words
  const child = spawn(program, args, {
    cwd: spec.dir,
    env: runEnvironment(spec, process.env, account),
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor],
    ...(account === null ? {} : { uid: account.userId, gid: account.groupId }),
  })
  const exited = new Promise<ExitStatus>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    child.once('spawn', () => resolve(null)).once('error', resolve)
  })
  if (failure !== null) return refuseSpawn(failure, program)
  child.unref()
  // Until its end is collected even a dead child keeps its pid and start time; after that "" matches nobody.
  const identity = (await identifyProcess(child.pid!)) ?? { pid: child.pid!, startTime: '' }
  const run: OwnedRun = {
    ...identity,
    run: spec.id,
    project: spec.project,
    spec,
    logPath: log.path,
    startedAt: new Date().toISOString(),
    userId: account?.userId ?? null,
  }
  return { started: true, run, exited }
}

function wordsOf({ id, command }: CommandSpec): { argv: readonly string[]; shown: string } | null {
  if (!/^[\w-]{1,100}$/.test(id)) return null
  if ('shell' in command) return command.shell.trim() === '' ? null : { argv: ['/bin/sh', '-c', command.shell], shown: command.shell }
  const whole = command.argv.length > 0 && command.argv[0] !== '' && command.argv.every((word) => !word.includes('\0'))
  return whole ? { argv: command.argv, shown: command.argv.join(' ') } : null
}

async function refuseBusyPort(port: number, options: StartOptions): Promise<StartResult | null> {
  const probe = await probePort(port)
  if (probe === 'not-allowed') return refuse('port_not_allowed', `This user may not listen on port ${port}; choose one above 1023.`)
  const known = await options.holders(port)
  // A map may be seconds old and name who has just ended, but an engine forwards ports that nobody listens on.
  const holders = probe === 'in-use' ? known : known.filter(({ pid, container }) => pid === null && container !== null)
  if (holders.length > 0) return refuse('port_in_use', holders.map(options.describe).join(' '), holders)
  return probe === 'in-use' ? refuse('port_in_use', `Port ${port} is held by a process that this user cannot see.`) : null
}

/** Running someone else's project as root would hand it the machine. */
async function accountFor(folder: { uid: number; gid: number }): Promise<Account | null> {
  if (process.getuid?.() !== 0 || folder.uid === 0) return null
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const nameless: Account = { userId: folder.uid, groupId: folder.gid, name: String(folder.uid), home: '/', shell: '/bin/sh' }
  return accountFrom(passwd, folder.uid) ?? nameless
}

function refuseSpawn(error: NodeJS.ErrnoException, program: string): StartResult {
  if (error.code === 'ENOENT') return refuse('program_missing', `The program ${program} was not found.`)
  if (error.code === 'EACCES' || error.code === 'EPERM') return refuse('not_permitted', `The program ${program} may not be run here.`)
  return refuse('failed', `The command could not be started: ${error.message}.`)
}

function refuse(code: StartRefusal, sentence: string, holders: readonly HeldPort[] = []): StartResult {
  return { started: false, code, sentence, holders }
}
