import type { FastifyInstance } from 'fastify'
import { createServer } from '#kernel/node-http.ts'

/** The door could not be opened; the message is a sentence for the console. */
export class ListenError extends Error {}

/** For every socket of ours, since a request must mean the same at each. */
export const httpOptions = { joinDuplicateHeaders: true }

/** Listens on the configured address, and on ::1 beside 127.0.0.1, because `localhost` may mean either. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  const bound = await open(app, host, port)
  if (host === '127.0.0.1') await openSecond(app, bound)
  return bound
}

async function open(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw sentence(error as NodeJS.ErrnoException, host, port)
  }
  const address = app.server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** A second socket on ::1 for the same requests; machines without IPv6 do without it. */
async function openSecond(app: FastifyInstance, port: number): Promise<void> {
  const second = createServer(httpOptions, (request, response) => app.server.emit('request', request, response))
  second.on('upgrade', (request, socket, head) => app.server.emit('upgrade', request, socket, head))
  second.on('clientError', (error, socket) => app.server.emit('clientError', error, socket))
  second.keepAliveTimeout = app.server.keepAliveTimeout
  const opened = await new Promise<boolean>((resolve) => {
    second.once('error', () => resolve(false))
    second.listen(port, '::1', () => resolve(true))
  })
  if (opened) app.server.once('close', () => second.close())
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ListenError(
      `Port ${port} is taken by another program. Stop it, or start Optimus on another port: OPTIMUS_PORT=${port + 1} npm start`,
    )
  }
  if (error.code === 'EACCES') return new ListenError(`This user may not listen on port ${port}. Take one above 1023: OPTIMUS_PORT=4400`)
  if (error.code === 'EADDRNOTAVAIL') return new ListenError(`OPTIMUS_HOST is ${host}, which is not an address of this machine.`)
  return error
}
