import type { Socket } from 'node:net'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { STATUS_CODES } from '#kernel/node-http.ts'
import { problemDocument } from './problem.ts'

const byCode: Readonly<Record<string, (typeof kernelErrors)[keyof typeof kernelErrors]>> = {
  HPE_HEADER_OVERFLOW: kernelErrors.headers_too_large,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: kernelErrors.too_large,
  ERR_HTTP_REQUEST_TIMEOUT: kernelErrors.request_timeout,
}

const lingerMilliseconds = 1000

/** What is refused before there is a request: the same documents as everywhere, written by hand on the socket. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error)
  const problem = new Problem(byCode[error.code ?? ''] ?? kernelErrors.malformed_request)
  const body = JSON.stringify(problemDocument(problem, null))
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  // A socket that is closed on unread bytes resets, and the answer is lost on the way: a moment to read on.
  socket.resume()
  setTimeout(() => socket.destroy(), lingerMilliseconds).unref()
}
