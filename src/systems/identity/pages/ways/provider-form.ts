import type { Provider } from '../client.ts'

export interface ProviderForm {
  readonly kind: Provider['kind']
  readonly id: string
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly allowed: string
}

export function providerForm(provider: Provider | null): ProviderForm {
  return {
    kind: provider?.kind ?? 'google',
    id: provider?.id ?? 'google',
    name: provider?.name ?? '',
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    clientSecret: '',
    allowed: provider?.allowed.join('\n') ?? '',
  }
}

/** What is sent to make one; fields that were left empty have their preset. */
export function createInput(form: ProviderForm) {
  return {
    id: form.id.trim(),
    kind: form.kind,
    clientId: form.clientId.trim(),
    clientSecret: form.clientSecret,
    allowed: linesOf(form.allowed),
    ...(form.name.trim() ? { name: form.name.trim() } : {}),
    ...(form.issuer.trim() ? { issuer: form.issuer.trim() } : {}),
  }
}

/** What is sent to change one; an empty secret keeps the one that is known. */
export function updateInput(form: ProviderForm) {
  return {
    id: form.id,
    allowed: linesOf(form.allowed),
    ...(form.name.trim() ? { name: form.name.trim() } : {}),
    ...(form.clientSecret ? { clientSecret: form.clientSecret } : {}),
  }
}

function linesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}
