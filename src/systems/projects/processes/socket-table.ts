export interface SocketEntry {
  readonly inode: number
  readonly address: string
  readonly port: number
  readonly userId: number
  /** LISTEN for TCP, unconnected for UDP: others send here without being asked. */
  readonly listening: boolean
}

/** Reads one line of /proc/net/{tcp,tcp6,udp,udp6} (little-endian machines); null for the heading. */
export function parseSocketLine(line: string): SocketEntry | null {
  const fields = line.trim().split(/\s+/)
  const [, local, , state] = fields
  const [address, port] = local?.split(':') ?? []
  if (address === undefined || port === undefined || !/^[0-9A-F]+$/.test(address)) return null
  return {
    inode: Number(fields[9]),
    address: address.length === 8 ? ipv4(address) : ipv6(address),
    port: Number.parseInt(port, 16),
    userId: Number(fields[7]),
    listening: state === '0A' || state === '07',
  }
}

function ipv4(word: string): string {
  return bytesOf(word).join('.')
}

function ipv6(words: string): string {
  const bytes = [0, 8, 16, 24].flatMap((at) => bytesOf(words.slice(at, at + 8)))
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff) {
    return `::ffff:${bytes.slice(12).join('.')}`
  }
  const groups = Array.from({ length: 8 }, (_, at) => (bytes[at * 2]! << 8) | bytes[at * 2 + 1]!)
  return shortened(groups)
}

/** The kernel prints each 32-bit word as a number of its own byte order. */
function bytesOf(word: string): number[] {
  return [6, 4, 2, 0].map((at) => Number.parseInt(word.slice(at, at + 2), 16))
}

/** RFC 5952: the longest run of two or more zero groups becomes "::". */
function shortened(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':')
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map((match) => match[0])
  const longest = runs.toSorted((left, right) => zeros(right) - zeros(left))[0]
  if (longest === undefined) return text
  const at = text.indexOf(longest)
  const before = text.slice(0, at)
  const after = text.slice(at + longest.length).replace(/^:/, '')
  return `${before}::${after}`
}

function zeros(run: string): number {
  return run.split(':').filter((group) => group === '0').length
}
