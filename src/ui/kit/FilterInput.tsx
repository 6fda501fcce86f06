import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from './IconButton.tsx'
import { Input } from './Input.tsx'
import { Kbd } from './Kbd.tsx'
import { word } from './words.ts'

export interface FilterInputProps {
  readonly value: string
  readonly onValue: (value: string) => void
  /** Shows what can be typed: "Name, stack:rust, is:dirty". */
  readonly placeholder: string
  readonly label?: string
}

/** The one text that filters a page. The key / goes here, Escape empties it. */
export function FilterInput({ value, onValue, placeholder, label = word('filter.label') }: FilterInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const clear = () => {
    onValue('')
    input.current?.focus()
  }
  return (
    <Input
      ref={input}
      type="search"
      icon={Search}
      aria-label={label}
      aria-keyshortcuts="/"
      autoComplete="off"
      spellCheck={false}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        if (value) onValue('')
        else event.currentTarget.blur()
      }}
      trailing={
        value ? (
          <IconButton size="small" icon={X} label={word('filter.clear')} onClick={clear} />
        ) : (
          <Kbd keys="/" className="max-desk:hidden" />
        )
      }
    />
  )
}
