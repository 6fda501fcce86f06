import { ReferenceJq } from '../expressions/reference.ts'

let jq: ReferenceJq | null = null

/** Real jq for this process; its thread ends by itself when nobody asks. */
export function referenceJq(): ReferenceJq {
  return (jq ??= new ReferenceJq())
}
