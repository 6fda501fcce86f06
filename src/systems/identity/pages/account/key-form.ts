/** What the form of a new key holds, as it was typed. */
export interface KeyForm {
  readonly name: string
  readonly every: boolean
  readonly permissions: readonly string[]
  readonly projects: readonly string[]
  readonly days: string
  readonly addresses: string
  readonly perMinute: string
}

export const emptyKey: KeyForm = { name: '', every: false, permissions: [], projects: [], days: '90', addresses: '', perMinute: '' }

/** The input of the operation; what was left empty is left out. */
export function keyInput(form: KeyForm) {
  const addresses = form.addresses.split(/[\s,]+/).filter(Boolean)
  return {
    name: form.name.trim(),
    addresses,
    ...(form.every ? {} : { permissions: [...form.permissions] }),
    ...(form.projects.length > 0 ? { projects: [...form.projects] } : {}),
    ...(form.days ? { days: Number(form.days) } : {}),
    ...(form.perMinute.trim() ? { perMinute: Number(form.perMinute) } : {}),
  }
}
