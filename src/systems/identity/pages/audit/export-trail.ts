import { saveFile } from '../save-file.ts'
import { audit } from './client.ts'

/** The whole trail as one file, an entry a line, each with its place and seal; tells how far it is. */
export async function exportTrail(told: (count: number) => void): Promise<void> {
  const lines: string[] = []
  for (let after: number | null = 0; after !== null;) {
    const part: Awaited<ReturnType<typeof readPart>> = await readPart(after)
    lines.push(...part.items.map((entry) => JSON.stringify(entry)))
    told(lines.length)
    after = part.next
  }
  saveFile(`optimus-audit-${new Date().toISOString().slice(0, 10)}.jsonl`, 'application/jsonl', `${lines.join('\n')}\n`)
}

function readPart(after: number) {
  return audit.call('export', { after, limit: 5000 })
}
