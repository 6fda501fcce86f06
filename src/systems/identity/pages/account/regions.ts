import type { Option } from '#ui/kit/Select.tsx'
import { word } from './words.ts'

const common = [
  'en-GB',
  'en-US',
  'de-DE',
  'de-AT',
  'de-CH',
  'es-ES',
  'fr-FR',
  'it-IT',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'sv-SE',
  'tr-TR',
  'ja-JP',
]

/** Every zone the browser knows; the first is the browser's own. */
export function zoneOptions(): readonly Option[] {
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return [
    { value: '', label: word('profile.zone.browser', { zone: here }) },
    ...Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
  ]
}

/** Ways to write dates and numbers, each with an example of its own; the one in use is always among them. */
export function localeOptions(chosen: string): readonly Option[] {
  const tags = chosen && !common.includes(chosen) ? [...common, chosen] : common
  return [
    { value: '', label: word('profile.locale.own') },
    ...tags.map((tag) => ({ value: tag, label: `${nameOf(tag)}: ${exampleOf(tag)}` })),
  ]
}

function nameOf(tag: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
}

function exampleOf(tag: string): string {
  const date = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(2026, 10, 24))
  return `${date}, ${new Intl.NumberFormat(tag).format(2100.5)}`
}
