/** A file on its way to the caller; its bytes are read while they are sent. */
export interface SentFile {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
  readonly bytes: AsyncIterable<Uint8Array>
}
