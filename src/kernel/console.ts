/** What a person reads when they start the program: short lines on standard output, beside the log. */
export function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}

/** The last words of a start that failed: sentences for what was foreseen, the whole trace only for what was not. */
export function explainFailure(error: unknown): string {
  const named = error instanceof Error && foreseen.has(error.constructor.name)
  if (named) return (error as Error).message
  return `Optimus could not start, and did not foresee why:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

const foreseen = new Set(['StartupError', 'ConfigError', 'VaultError', 'MigrationError', 'ListenError'])
