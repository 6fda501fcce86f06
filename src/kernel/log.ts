import { pino, type Logger } from 'pino'

export type Log = Logger

/** Names of fields whose values never reach a log, at any of the first three levels. */
const secretFields = ['password', 'token', 'secret', 'authorization', 'cookie', 'apiKey', 'key', 'code', 'recoveryCodes']

/** The program's log: JSON lines on standard error, secrets replaced by `[redacted]`. */
export function createLog(level: string, destination?: NodeJS.WritableStream): Log {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])
  const options = {
    level,
    base: null,
    timestamp: pinoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: '[redacted]' },
  }
  return destination ? pino(options, destination) : pino(options, process.stderr)
}

function pinoTime(): string {
  return `,"time":"${new Date().toISOString()}"`
}
