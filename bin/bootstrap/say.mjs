// The console of the bootstrap. Everything goes to stderr: stdout belongs to the command that runs
// afterwards (`optimus mcp` speaks a protocol there).

/** A reason to stop that a person can act on; printed as it is, never with a stack. */
export class Refusal extends Error {}

export function say(line = '') {
  process.stderr.write(`${line}\n`)
}

/**
 * Runs one step, telling what it is and afterwards how long it took. On a terminal the line counts
 * the seconds; elsewhere it is two lines, so that logs stay readable.
 */
export async function step(title, run) {
  const began = performance.now()
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
  const terminal = process.stderr.isTTY
  const line = (text) => process.stderr.write(terminal ? `\r\x1b[2K  ${text}` : `  ${text}\n`)
  line(`${title} …`)
  const ticking = terminal ? setInterval(() => line(`${title} … ${seconds()} s`), 200) : undefined
  try {
    const result = await run()
    line(`${title}: done in ${seconds()} s`)
    return result
  } catch (error) {
    line(`${title}: failed after ${seconds()} s`)
    throw error
  } finally {
    clearInterval(ticking)
    if (terminal) process.stderr.write('\n')
  }
}

/** Runs a command's main function; a Refusal becomes its sentence and exit code 1. */
export async function orRefuse(main) {
  try {
    return await main()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    say(`\nOptimus: ${error.message}`)
    process.exitCode = 1
    return undefined
  }
}
