import { failure } from '../interpreter/failure.ts'

const largestBody = 8 * 1024 * 1024

/** The bytes of an answer, given up when there are too many of them. */
export async function boundedBody(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += (part as Uint8Array).byteLength
    if (size > largestBody) throw failure('communication', `The answer has more than ${largestBody} bytes.`)
    parts.push(part as Uint8Array)
  }
  return Buffer.concat(parts)
}
