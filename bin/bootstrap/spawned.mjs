import { spawn } from 'node:child_process'

/** Runs a program to its end. Resolves with its exit code and the last 8,000 characters it wrote. */
export function finished(program, args, options = {}) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const keep = (chunk) => {
      output = (output + chunk).slice(-8000)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code, signal) => resolve({ code: code ?? 128, signal, output }))
  })
}

/** The last lines of a program's output, indented for a console. */
export function lastLines(output, count = 15) {
  return output
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n')
}
