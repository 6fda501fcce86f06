import type { Outcome, Question } from '../client.ts'

/** What stands in the form, as typed. */
export interface Happened {
  readonly answer: 'yes' | 'no' | 'part' | ''
  readonly share: string
  readonly option: string
  readonly value: string
  readonly held: Readonly<Record<string, string>>
}

export const emptyHappened: Happened = { answer: '', share: '', option: '', value: '', held: {} }

/** The outcome that the form says; null while it says none. */
export function outcomeOf(type: Question['type'], happened: Happened): Outcome | null {
  switch (type) {
    case 'yes-no': {
      const shares = { yes: 1, no: 0, part: shareIn(happened.share), '': null }
      const share = shares[happened.answer]
      return share === null ? null : { happened: share }
    }
    case 'choice':
      return happened.option === '' ? null : { option: happened.option }
    case 'preference':
      return happened.option === '' ? null : { chosen: happened.option }
    case 'numeric': {
      const value = Number(happened.value.trim().replaceAll(',', ''))
      return happened.value.trim() === '' || !Number.isFinite(value) ? null : { value }
    }
    case 'open':
      return heldIn(happened.held)
  }
}

/** Claims that were left empty are not judged. */
function heldIn(held: Happened['held']): Outcome | null {
  const said = Object.entries(held).filter(([, text]) => text.trim() !== '')
  const shares = said.map(([id, text]): [string, number | null] => [id, shareIn(text)])
  if (shares.length === 0 || shares.some(([, share]) => share === null)) return null
  return { held: Object.fromEntries(shares) as Record<string, number> }
}

/** `60` as 0.6; null for what is no percentage. */
export function shareIn(text: string): number | null {
  const percent = Number(text.trim())
  return text.trim() === '' || !(percent >= 0 && percent <= 100) ? null : percent / 100
}
