import { spawn } from 'node:child_process'

export type Command = readonly [string, ...string[]]
export type CommandResult = { readonly code: number; readonly output: string }

/** A command with whatever it needs to run where and as whom it should. */
export type Runnable = { readonly command: Command; readonly cwd?: string; readonly uid?: number; readonly gid?: number }

/** Runs a short system command to its end; after `deadlineMs` it is killed and the code is 124. */
export function runCommand(
  command: Command,
  options: Omit<Runnable, 'command'> & { deadlineMs?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
  const { deadlineMs = 10_000, ...rest } = options
  const [program, ...args] = command
  return new Promise((resolve) => {
    let output = ''
    let late = false
    // A group of its own, so that the deadline reaches the command's children too.
    const child = spawn(program, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    const deadline = setTimeout(() => {
      late = true
      killGroup(child.pid)
    }, deadlineMs)
    const keep = (chunk: Buffer) => {
      output = (output + chunk).slice(-16_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => {
      clearTimeout(deadline)
      resolve({ code: 127, output: error.message })
    })
    child.on('close', (code) => {
      clearTimeout(deadline)
      resolve({ code: late ? 124 : (code ?? 128), output })
    })
  })
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}
