import type { Json } from '../expressions/json.ts'
import { failure } from '../interpreter/failure.ts'

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** What a process leaves as its output. A code other than 0 is a failure unless the code itself was asked for. */
export function processResult(wanted: string, { code, stdout, stderr }: Ended): Json {
  if (wanted === 'code') return code
  if (wanted === 'all') return { code, stdout: plain(stdout), stderr: plain(stderr) }
  if (code !== 0) {
    const said = plain(stderr || stdout).slice(-1500)
    throw failure('runtime', `It ended with code ${code}${said === '' ? '.' : `: ${said}`}`, { title: 'The process failed' })
  }
  if (wanted === 'none') return null
  return wanted === 'stderr' ? plain(stderr) : plain(stdout)
}

/** The last end of line belongs to the terminal, not to the output. */
function plain(text: string): string {
  return text.replace(/\r?\n$/, '')
}
