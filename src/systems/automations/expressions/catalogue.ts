import { libraryNames } from './library.ts'
import { nativeNames } from './natives.ts'

/** Functions that we evaluate ourselves, with counted bounds and the same result on every run. */
export const FAST_FUNCTIONS: ReadonlySet<string> = new Set([...nativeNames(), ...libraryNames()])

/** Functions that only real jq has: regular expressions, dates, transcendental functions, streams. */
export const SLOW_FUNCTIONS: ReadonlySet<string> = new Set(
  `test/1 test/2 match/1 match/2 capture/1 capture/2 scan/1 scan/2 split/2 splits/1 splits/2 sub/2 sub/3 gsub/2 gsub/3
   todate/0 fromdate/0 todateiso8601/0 fromdateiso8601/0 gmtime/0 mktime/0 strptime/1 strftime/1 format/1
   tostream/0 fromstream/1 truncate_stream/1 bsearch/1 JOIN/2 JOIN/3 JOIN/4
   acos/0 acosh/0 asin/0 asinh/0 atan/0 atan2/2 atanh/0 cbrt/0 copysign/2 cos/0 cosh/0 drem/2 erf/0 exp/0 exp10/0 exp2/0
   expm1/0 fdim/2 fma/3 fmax/2 fmin/2 fmod/2 frexp/0 hypot/2 ldexp/2 lgamma/0 log/0 log10/0 log1p/0 log2/0 logb/0 modf/0
   nearbyint/0 pow/2 pow10/0 remainder/2 rint/0 scalb/2 scalbln/2 significand/0 sin/0 sinh/0 tan/0 tanh/0 tgamma/0`.split(/\s+/),
)

export const SLOW_FORMATS: ReadonlySet<string> = new Set(['base32', 'base32d'])

/** What no expression may use, and why or what to write instead. */
export const FORBIDDEN_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['now', 'the clock differs when a run is replayed; use $runtime.now, which is recorded'],
  ['localtime', 'it depends on the zone of the machine; use gmtime'],
  ['strflocaltime', 'it depends on the zone of the machine; use strftime'],
  ['env', 'expressions do not see the environment of the server; use a secret or an input'],
  ['input', 'an expression has one input, which is "."'],
  ['inputs', 'an expression has one input, which is "."'],
  ['input_filename', 'an expression reads no files'],
  ['input_line_number', 'an expression reads no files'],
  ['debug', 'an expression writes nothing; look at the timeline of the run'],
  ['stderr', 'an expression writes nothing; look at the timeline of the run'],
  ['halt', 'an expression cannot end the run; use error("…")'],
  ['halt_error', 'an expression cannot end the run; use error("…")'],
  ['modulemeta', 'modules cannot be loaded'],
  ['get_search_list', 'modules cannot be loaded'],
  ['get_jq_origin', 'expressions do not see the machine'],
  ['get_prog_origin', 'expressions do not see the machine'],
  ['builtins', 'the list of functions is not part of a run'],
  ['repeat', 'versions of jq disagree about it; use recurse(f) or while(condition; f)'],
])

export const FORBIDDEN_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['ENV', 'expressions do not see the environment of the server; use a secret or an input'],
  ['__loc__', 'the place in the text is not part of a run'],
  ['__prog_args', 'there are no arguments'],
])

/** Names of later jq versions and common slips, with what to write instead. */
export const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['trim', 'gsub("^\\\\s+|\\\\s+$"; "")'],
  ['ltrim', 'sub("^\\\\s+"; "")'],
  ['rtrim', 'sub("\\\\s+$"; "")'],
  ['toarray', 'if type == "array" then . else [.] end'],
  ['add', '[f] | add'],
  ['leaf_paths', 'paths(scalars)'],
  ['have_literal_numbers', 'true'],
  ['trimstr', 'ltrimstr("…") | rtrimstr("…")'],
  ['skip', '[limit(…)] and a slice'],
  ['len', 'length'],
  ['lower', 'ascii_downcase'],
  ['upper', 'ascii_upcase'],
  ['includes', 'contains'],
  ['filter', 'map(select(…))'],
])
