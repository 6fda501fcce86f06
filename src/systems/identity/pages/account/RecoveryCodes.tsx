import { Copy, Download, Printer } from 'lucide-react'
import { Button } from '#ui/kit/Button.tsx'
import { formatDay } from '#ui/format/time.ts'
import { useSession } from '#ui/session/session.ts'
import { saveFile } from '../save-file.ts'
import { useCopied } from '../use-copied.ts'
import { word } from '../words.ts'

/** Codes that are shown once: to copy, download or print. On paper there is nothing else. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { data } = useSession()
  const [copied, copy] = useCopied()
  const where = [data?.host ?? location.host, data?.person?.email].filter(Boolean).join(', ')
  const head = word('codes.file', { where, date: formatDay(Date.now()) })
  const text = `${head}\n\n${codes.join('\n')}\n`
  return (
    <div className="grid gap-3">
      <div data-paper>
        <p className="hidden print:block">{head}</p>
        <ul aria-label={word('codes.title')} className="grid gap-1 rounded-control border border-line bg-sunken p-3 font-mono text-small">
          {codes.map((code) => (
            <li key={code} className="break-all">
              {code}
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button icon={Copy} onClick={() => copy(codes.join('\n'))}>
          {word(copied ? 'codes.copied' : 'codes.copy')}
        </Button>
        <Button icon={Download} onClick={() => saveFile('optimus-recovery-codes.txt', 'text/plain', text)}>
          {word('codes.download')}
        </Button>
        <Button icon={Printer} onClick={() => window.print()}>
          {word('codes.print')}
        </Button>
      </div>
    </div>
  )
}
