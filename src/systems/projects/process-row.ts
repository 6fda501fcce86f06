import type { z } from 'zod'
import { programName } from './processes/command-line.ts'
import type { MappedProcess } from './processes/process.ts'
import type { process } from './project.ts'

const longestCommandLine = 1000

/** A mapped process as the contract promises it. Values after flags that look like secrets are not shown. */
export function asProcess({ process: seen, owner }: MappedProcess): z.output<typeof process> {
  return {
    pid: seen.pid,
    parent: seen.parentPid,
    // Programs name their threads as they like: Node's first one is called MainThread.
    name: programName(seen.command, seen.name),
    commandLine: withoutSecrets(seen.command ?? [seen.name]).slice(0, longestCommandLine),
    folder: seen.cwd,
    user: seen.userId,
    startedAt: seen.startedAt,
    cpu: seen.cpuPercent,
    memory: seen.residentBytes,
    ports: (seen.ports ?? []).map(({ port, protocol, address }) => ({ port, protocol, address })),
    container: seen.container?.id.slice(0, 12) ?? null,
    project: owner.known ? owner.project : null,
    evidence: owner.known ? owner.evidence.map((one) => one.sentence).join('; ') : owner.reason,
  }
}

const secretFlag = /^--?[\w-]*(password|passwd|secret|token|api[-_]?key|credential)[\w-]*/i

/** Command lines are readable for everybody on the machine, but not everybody who reads this page is on it. */
export function withoutSecrets(command: readonly string[]): string {
  return command
    .map((word, index) => {
      if (secretFlag.test(word) && word.includes('=')) return `${word.slice(0, word.indexOf('=') + 1)}…`
      const before = command[index - 1]
      if (before !== undefined && secretFlag.test(before) && !before.includes('=') && !word.startsWith('-')) return '…'
      return word.replace(/:\/\/([^:@/\s]+):[^@/\s]+@/g, '://$1:…@')
    })
    .join(' ')
}
