/** A length of time: its parts, an ISO 8601 text such as `PT30S`, or a `${ … }` that gives one. */
export type Duration = DurationParts | string

export interface DurationParts {
  days?: number
  hours?: number
  minutes?: number
  seconds?: number
  milliseconds?: number
}
