import type { Question } from '../client.ts'

/** What can be decided or come true, as the server names it: a yes/no question has two options that nobody had to write. */
export function offeredOf({
  type,
  options,
}: Pick<Question, 'type' | 'options'>): readonly { readonly id: string; readonly label: string }[] {
  if (type !== 'yes-no') return options
  return [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
  ]
}
