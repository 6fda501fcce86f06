import { Combobox } from '@base-ui/react/combobox'
import { useEffect, useState } from 'react'
import type { ComboboxProps } from './combobox-types.ts'
import { useField } from './field-context.ts'
import type { Option } from './Select.tsx'
import { word } from './words.ts'

const nothing: readonly Option[] = []

export function ComboboxSurface({ value, onValue, options = nothing, search, placeholder, label }: ComboboxProps) {
  const field = useField()
  const [text, setText] = useState('')
  const found = useFound(search, text)
  const items = search ? found : options
  const chosen = items.find((option) => option.value === value) ?? (value ? { value, label: value } : null)
  return (
    <Combobox.Root
      items={items as Option[]}
      filter={search ? null : undefined}
      value={chosen}
      onValueChange={(option: Option | null) => onValue(option?.value ?? '')}
      onInputValueChange={setText}
      isItemEqualToValue={(a: Option, b: Option) => a.value === b.value}
    >
      <Combobox.Input
        {...field?.control}
        aria-label={label}
        aria-invalid={field?.invalid || undefined}
        placeholder={placeholder}
        className="focus-field h-(--control) w-full rounded-control border border-line-strong bg-raised px-2 aria-invalid:border-bad pointer-coarse:h-(--touch)"
      />
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-50 outline-none">
          <Combobox.Popup className="max-h-[min(320px,var(--available-height))] w-(--anchor-width) overflow-y-auto rounded-card bg-raised p-1 shadow-pop">
            <Combobox.Empty className="px-2 py-1.5 text-ink-3 empty:hidden">{word('combobox.none')}</Combobox.Empty>
            <Combobox.List>
              {(option: Option) => (
                <Combobox.Item
                  key={option.value}
                  value={option}
                  className="flex min-h-(--control) items-center rounded-[5px] px-2 outline-none select-none data-highlighted:bg-hover data-selected:bg-selected pointer-coarse:min-h-(--touch)"
                >
                  <span className="truncate">{option.label}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

/** What the search answers for the latest text; older searches are given up. */
function useFound(search: ComboboxProps['search'], text: string): readonly Option[] {
  const [found, setFound] = useState(nothing)
  useEffect(() => {
    if (!search) return
    const given = new AbortController()
    search(text, given.signal).then(
      (options) => (given.signal.aborted ? undefined : setFound(options)),
      () => (given.signal.aborted ? undefined : setFound(nothing)),
    )
    return () => given.abort()
  }, [search, text])
  return found
}
