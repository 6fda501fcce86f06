import { createServer } from 'node:net'

export type PortProbe = 'free' | 'in-use' | 'not-allowed'

/** Tries to listen on every address of this host for a moment, which sees also what is hidden from this user. */
export async function probePort(port: number): Promise<PortProbe> {
  const dual = await tryListening(port, '::')
  return dual === 'no-such-address' ? definite(await tryListening(port, '0.0.0.0')) : dual
}

function definite(answer: PortProbe | 'no-such-address'): PortProbe {
  return answer === 'no-such-address' ? 'free' : answer
}

function tryListening(port: number, host: string): Promise<PortProbe | 'no-such-address'> {
  const { promise, resolve } = Promise.withResolvers<PortProbe | 'no-such-address'>()
  const server = createServer()
  server.once('error', (error: NodeJS.ErrnoException) => resolve(ANSWERS[error.code ?? ''] ?? 'no-such-address'))
  server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')))
  return promise
}

const ANSWERS: Readonly<Record<string, PortProbe>> = { EADDRINUSE: 'in-use', EACCES: 'not-allowed', EPERM: 'not-allowed' }
