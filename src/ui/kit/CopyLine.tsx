import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { Field } from './Field.tsx'
import { Input } from './Input.tsx'
import { word } from './words.ts'

/** A text to take along, such as a link or a key, with Copy beside it. */
export function CopyLine({ label, text, help }: { label: string; text: string; help?: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <Field label={label} help={help}>
      <span className="flex min-w-0 gap-2">
        <Input readOnly mono value={text} onFocus={(event) => event.target.select()} className="flex-1" />
        <Button
          icon={copied ? Check : Copy}
          className="pointer-coarse:h-(--touch)"
          onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
        >
          {word(copied ? 'code.copied' : 'code.copy')}
        </Button>
      </span>
    </Field>
  )
}
