import type { z } from 'zod'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'
import type { StoredOption } from '../question-row.ts'
import type { questionType } from '../shapes.ts'

interface GivenOption {
  readonly id?: string | undefined
  readonly label: string
}

/** The options as they are frozen: each with an id, and for a choice the two answers every list must offer. */
export function freezeOptions(type: z.output<typeof questionType>, given: readonly GivenOption[]): StoredOption[] {
  if (type === 'yes-no' || type === 'numeric') {
    if (given.length > 0) throw new Problem(errors.wrong_options, 'A yes/no question and a number take no options.')
    return []
  }
  requireDistinct(given, type === 'choice' ? standing : [])
  const options = nameOptions(given)
  if (type === 'open') return options
  if (options.length < 2) throw new Problem(errors.wrong_options, 'A choice or preference needs at least two options.')
  if (type === 'preference') return options
  return [...options, ...standing]
}

/** Whatever a choice offers, these two are among its answers. */
const standing: readonly StoredOption[] = [
  { id: 'none', label: 'None of these', kind: 'none' },
  { id: 'need-data', label: 'Nobody can know yet: more data is needed', kind: 'need-data' },
]

/** Two options that read alike would share the ballots of one. */
function requireDistinct(given: readonly GivenOption[], always: readonly StoredOption[]): void {
  const seen = new Map(always.map(({ label }) => [foldLabel(label), label]))
  for (const { label } of given) {
    const twin = seen.get(foldLabel(label))
    if (twin !== undefined) throw new Problem(errors.wrong_options, `Two options read alike: “${twin}” and “${label}”; leave one out.`)
    seen.set(foldLabel(label), label)
  }
}

function foldLabel(label: string): string {
  return label.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase()
}

function nameOptions(given: readonly GivenOption[]): StoredOption[] {
  const taken = new Set(['none', 'need-data'])
  return given.map(({ id, label }, index) => {
    const name = id ?? freeName(label, index, taken)
    if (taken.has(name)) throw new Problem(errors.wrong_options, `Two options have the id ${name}, or it is one of none and need-data.`)
    taken.add(name)
    return { id: name, label, kind: 'choice' }
  })
}

function freeName(label: string, index: number, taken: ReadonlySet<string>): string {
  const slug = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
  const name = /^[a-z]/.test(slug) && slug.length > 1 ? slug : `option-${index + 1}`
  return taken.has(name) ? `option-${index + 1}` : name
}
