import { isObject, type Json } from '../expressions/json.ts'
import { failure } from '../interpreter/failure.ts'

/** An address with its `{parts}` filled from data and its query added. */
export function requestAddress(template: string, data: Json, query: Json | undefined): URL {
  const filled = template.replace(/\{\+?([\w.-]+)\}/g, (_whole, name: string) => {
    const value = member(data, name)
    if (value === undefined || value === null)
      throw failure('validation', `The address ${template} needs "${name}", which the data does not have.`)
    return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))
  })
  const url = parsed(filled)
  if (isObject(query)) {
    for (const [name, value] of Object.entries(query)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== null && one !== undefined) url.searchParams.append(name, typeof one === 'string' ? one : JSON.stringify(one))
      }
    }
  }
  return url
}

function member(data: Json, name: string): Json | undefined {
  return name.split('.').reduce<Json | undefined>((at, part) => (isObject(at) ? at[part] : undefined), data)
}

function parsed(text: string): URL {
  try {
    const url = new URL(text)
    if (url.protocol === 'http:' || url.protocol === 'https:') return url
  } catch {
    // Said below, with what it was.
  }
  throw failure('configuration', `"${text}" is no http or https address.`)
}
