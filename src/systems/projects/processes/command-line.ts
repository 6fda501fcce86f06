import { basename } from 'node:path'

/** Reads /proc/<pid>/cmdline. A program that rewrote its title leaves one text, often padded with NULs. */
export function parseCommandLine(bytes: Buffer): string[] {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return end === 0 ? [] : bytes.toString('utf8', 0, end).split('\0')
}

/** The marker in /proc/<pid>/environ; every other variable is left unread. */
export function markerFrom(environment: Buffer): { project: string | null; run: string | null } | null {
  const project = variable(environment, 'OPTIMUS_PROJECT')
  const run = variable(environment, 'OPTIMUS_RUN')
  return project === null && run === null ? null : { project, run }
}

/** What a person would call the program: "node", "bash" for "-bash", "nginx" for the title "nginx: master process". */
export function programName(command: readonly string[] | null, fallback: string): string {
  const first = command?.[0]
  if (first === undefined || first === '') return fallback
  // A single text with spaces is a rewritten title; among other words a space belongs to the path.
  const program = command!.length === 1 ? first.split(' ')[0]! : first
  return basename(program).replace(/^-/, '').replace(/:$/, '') || fallback
}

function variable(environment: Buffer, name: string): string | null {
  const needle = Buffer.from(`${name}=`)
  let at = environment.indexOf(needle)
  while (at > 0 && environment[at - 1] !== 0) at = environment.indexOf(needle, at + 1)
  if (at < 0) return null
  const end = environment.indexOf(0, at)
  const value = environment.toString('utf8', at + needle.length, end < 0 ? environment.length : end)
  return value === '' ? null : value
}
