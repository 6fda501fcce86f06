import { classes } from '../format/classes.ts'

/** Keys as caps: `<Kbd keys="⌘ K" />`. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={classes('inline-flex items-center gap-1', className)}>
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-mark border border-line bg-raised px-1 font-sans text-micro text-ink-3"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
