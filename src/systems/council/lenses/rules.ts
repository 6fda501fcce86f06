import {
  counted,
  largest,
  line,
  nameOf,
  numberOf,
  ofSource,
  sumOf,
  unknown,
  wordFor,
  type LensReading,
  type LensRecord,
  type LensRule,
} from './lens.ts'

/** The rule of each built-in persona. A persona of one's own has none: it says nothing without a model. */
export const lensRules: Readonly<Record<string, LensRule>> = {
  strategist: goalAlignment,
  pragmatist: openWork,
  innovator: untouched,
  guardian: riskRegister,
  analyst: completeness,
  philosopher: valueConflicts,
  healer: restAndStreaks,
  socialite: peopleInvolved,
  economist: enteredFigures,
  creator: assetGaps,
  scholar: precedent,
  explorer: unknowns,
  mentor: repeatedMistakes,
}

/** Share of the work of 30 days that went into pinned projects. */
function goalAlignment(records: readonly LensRecord[]): LensReading {
  const states = ofSource(records, 'projects', 'favourite')
  const pinned = new Set(states.filter((state) => state.facts['favourite'] === true).map(nameOf))
  const git = ofSource(records, 'projects', 'commits30')
  const total = sumOf(git, 'commits30')
  if (pinned.size === 0) return unknown('No project is pinned, so nobody can say what the goals are.')
  if (total === null || total === 0) return unknown('There were no commits in 30 days that could follow a goal.')
  const towards =
    sumOf(
      git.filter((one) => pinned.has(nameOf(one))),
      'commits30',
    ) ?? 0
  const value = Math.round((100 * towards) / total)
  const lines = largest(git, 'commits30').map((one) =>
    line(one, `${nameOf(one)}: ${counted(numberOf(one, 'commits30')!, 'commit')}${pinned.has(nameOf(one)) ? ', pinned' : ''}`),
  )
  return { headline: `${value} % of the last 30 days’ commits went into pinned projects`, value, unit: '%', lines }
}

function openWork(records: readonly LensRecord[]): LensReading {
  const git = ofSource(records, 'projects', 'changes')
  const tasks = records.filter((record) => record.source === 'tasks')
  const load = (one: LensRecord) => (numberOf(one, 'changes') ?? 0) + (numberOf(one, 'unpushed') ?? 0) + (numberOf(one, 'stashes') ?? 0)
  if (git.length + tasks.length === 0) return unknown('Nothing is known about open work.')
  const busy = git.filter((one) => load(one) > 0).sort((left, right) => load(right) - load(left))
  const value = git.reduce((total, one) => total + load(one), tasks.length)
  const lines = busy.slice(0, 5).map((one) => line(one, `${nameOf(one)}: ${openParts(one).join(', ')}`))
  return {
    headline: counted(value, 'open piece of work', 'open pieces of work'),
    value,
    unit: wordFor(value, 'piece'),
    lines: [...lines, ...tasks.slice(0, 5).map((task) => line(task, task.title))],
  }
}

function openParts(git: LensRecord): string[] {
  const parts = [
    ['changes', 'changed file', 'changed files'],
    ['unpushed', 'unpushed commit', 'unpushed commits'],
    ['stashes', 'stash', 'stashes'],
  ] as const
  return parts.flatMap(([fact, one, many]) => {
    const number = numberOf(git, fact)
    return number === null || number === 0 ? [] : [counted(number, one, many)]
  })
}

function untouched(records: readonly LensRecord[]): LensReading {
  const states = ofSource(records, 'projects', 'idleDays')
  if (states.length === 0) return unknown('Nothing is known about when projects were last worked on.')
  const idle = largest(states, 'idleDays', 20).filter((state) => numberOf(state, 'idleDays')! > 60)
  const lines = idle
    .slice(0, 5)
    .map((state) => line(state, `${nameOf(state)}: untouched for ${counted(numberOf(state, 'idleDays')!, 'day')}`))
  const headline = `${counted(idle.length, 'idea lies', 'ideas lie')} untouched for more than 60 days`
  return { headline, value: idle.length, unit: wordFor(idle.length, 'project'), lines }
}

function riskRegister(records: readonly LensRecord[]): LensReading {
  const states = ofSource(records, 'projects', 'risk')
  const known = states.filter((state) => numberOf(state, 'risk') !== null)
  if (known.length === 0) return unknown('No risk has been measured yet.')
  const worst = largest(known, 'risk')
  const value = worst.length === 0 ? 0 : numberOf(worst[0]!, 'risk')!
  const failing = states.filter((state) => ['failing', 'risk'].includes(String(state.facts['level']))).length
  const lines = worst.map((state) =>
    line(state, `${nameOf(state)}: risk ${numberOf(state, 'risk')}, health ${String(state.facts['level'] ?? 'unknown')}`),
  )
  return {
    headline: `Highest risk ${value} of 100; ${failing} of ${counted(states.length, 'project')} failing or at risk`,
    value,
    unit: 'of 100',
    lines,
  }
}

function completeness(records: readonly LensRecord[]): LensReading {
  const states = ofSource(records, 'projects', 'unknowns')
  if (states.length === 0) return unknown('There are no records to count.')
  const asked = states.length * 8
  const missing = sumOf(states, 'unknowns') ?? 0
  const git = ofSource(records, 'projects', 'commitsLate').filter((one) => numberOf(one, 'commitsLate') !== null)
  const late = sumOf(git, 'commitsLate')
  const all = sumOf(git, 'commits30')
  const trend = late === null || all === null ? 'trend unknown' : `commits ${all - late} → ${late} from one half of the month to the next`
  const value = Math.round((100 * (asked - missing)) / asked)
  const lines = git
    .slice(0, 5)
    .map((one) =>
      line(
        one,
        `${nameOf(one)}: ${numberOf(one, 'commits30')! - numberOf(one, 'commitsLate')!} → ${counted(numberOf(one, 'commitsLate')!, 'commit')}`,
      ),
    )
  return { headline: `${value} % of the basic facts are known; ${trend}`, value, unit: '%', lines }
}

/** Where a decision went against what the council found most likely: two values met. */
function valueConflicts(records: readonly LensRecord[]): LensReading {
  const decided = ofSource(records, 'decisions', 'followed').filter((one) => typeof one.facts['followed'] === 'boolean')
  if (decided.length === 0) return unknown('No decision has been written down beside an answer yet.')
  const against = decided.filter((one) => one.facts['followed'] === false)
  const lines = against.slice(0, 5).map((one) => line(one, one.title))
  return {
    headline: `${against.length} of ${counted(decided.length, 'decision')} went against the council’s favourite`,
    value: against.length,
    unit: wordFor(against.length, 'decision'),
    lines,
  }
}

function restAndStreaks(records: readonly LensRecord[]): LensReading {
  const git = ofSource(records, 'projects', 'streak').filter((one) => numberOf(one, 'streak') !== null)
  if (git.length === 0) return unknown('Nothing is known about days of work.')
  const longest = largest(git, 'streak')
  const value = longest.length === 0 ? 0 : numberOf(longest[0]!, 'streak')!
  const lines = longest.map((one) =>
    line(one, `${nameOf(one)}: commits on ${counted(numberOf(one, 'streak')!, 'day')} in a row, on ${numberOf(one, 'activeDays')} of 30`),
  )
  return {
    headline: value === 0 ? 'No streak of working days runs' : `${counted(value, 'working day')} in a row without a rest in one project`,
    value,
    unit: wordFor(value, 'day'),
    lines,
  }
}

function peopleInvolved(records: readonly LensRecord[]): LensReading {
  const git = ofSource(records, 'projects', 'behind')
  const waiting = largest(git, 'behind')
  const shared = largest(ofSource(records, 'projects', 'contributors'), 'contributors').filter((one) => numberOf(one, 'contributors')! > 1)
  if (git.length === 0) return unknown('Nothing is known about who else works on this.')
  const lines = [
    ...waiting.map((one) =>
      line(one, `${nameOf(one)}: ${counted(numberOf(one, 'behind')!, 'commit of others waits', 'commits of others wait')} to be taken in`),
    ),
    ...shared.map((one) => line(one, `${nameOf(one)}: ${numberOf(one, 'contributors')} people have contributed`)),
  ]
  return {
    headline: `${counted(waiting.length, 'project waits', 'projects wait')} for something between people`,
    value: waiting.length,
    unit: wordFor(waiting.length, 'project'),
    lines: lines.slice(0, 8),
  }
}

function enteredFigures(records: readonly LensRecord[]): LensReading {
  const money = records.filter((record) => record.source === 'money' || record.source === 'spending')
  if (money.length === 0) return unknown('No figures have been entered, so no value can be reckoned.')
  const lines = money.slice(0, 8).map((one) => {
    const numbers = Object.entries(one.facts).filter(([, value]) => typeof value === 'number')
    return line(one, `${one.title}: ${numbers.map(([key, value]) => `${key} ${String(value)}`).join(', ') || 'no number'}`)
  })
  return {
    headline: counted(money.length, 'entered or measured figure'),
    value: money.length,
    unit: wordFor(money.length, 'figure'),
    lines,
  }
}

function assetGaps(records: readonly LensRecord[]): LensReading {
  const states = ofSource(records, 'projects', 'described')
  if (states.length === 0) return unknown('There is no project to show.')
  const gaps = states.filter((state) => state.facts['described'] === false || numberOf(state, 'tags') === 0)
  const lines = gaps.slice(0, 5).map((state) => {
    const missing = [state.facts['described'] === false ? 'a description' : null, numberOf(state, 'tags') === 0 ? 'tags' : null].filter(
      Boolean,
    )
    return line(state, `${nameOf(state)}: lacks ${missing.join(' and ')}`)
  })
  const headline = `${gaps.length} of ${counted(states.length, 'project lacks', 'projects lack')} words of their own`
  return { headline, value: gaps.length, unit: wordFor(gaps.length, 'project'), lines }
}

function precedent(records: readonly LensRecord[]): LensReading {
  const decisions = ofSource(records, 'decisions', 'resolved')
  if (decisions.length === 0) return unknown('The council has no earlier question to learn from.')
  const judged = decisions.filter((one) => typeof one.facts['right'] === 'boolean')
  const right = judged.filter((one) => one.facts['right'] === true).length
  const lines = decisions
    .slice(0, 5)
    .map((one) => line(one, `${one.title}${one.facts['right'] === true ? ': right' : one.facts['right'] === false ? ': wrong' : ''}`))
  const headline =
    judged.length === 0
      ? `${counted(decisions.length, 'earlier question')}, none judged yet`
      : `${right} of ${counted(judged.length, 'judged answer')} came true`
  return {
    headline,
    value: judged.length === 0 ? null : Math.round((100 * right) / judged.length),
    unit: judged.length === 0 ? null : '%',
    lines,
  }
}

function unknowns(records: readonly LensRecord[]): LensReading {
  const states = ofSource(records, 'projects', 'unknowns')
  const total = sumOf(states, 'unknowns')
  if (total === null) return unknown('There are no records, so everything is unknown.')
  const lines = largest(states, 'unknowns').map((state) =>
    line(state, `${nameOf(state)}: ${numberOf(state, 'unknowns')} of 8 basic facts unknown`),
  )
  return { headline: `${counted(total, 'basic fact is', 'basic facts are')} unknown`, value: total, unit: wordFor(total, 'fact'), lines }
}

function repeatedMistakes(records: readonly LensRecord[]): LensReading {
  const wrong = ofSource(records, 'decisions', 'right').filter((one) => one.facts['right'] === false)
  const domains = new Map<string, LensRecord[]>()
  for (const one of wrong) domains.set(String(one.facts['domain']), [...(domains.get(String(one.facts['domain'])) ?? []), one])
  const repeated = [...domains].filter(([, all]) => all.length > 1).sort(([, left], [, right]) => right.length - left.length)
  if (ofSource(records, 'decisions', 'resolved').length === 0) return unknown('No outcome is known yet, so no mistake either.')
  const lines = repeated.slice(0, 5).map(([domain, all]) => line(all[0]!, `${domain}: wrong ${all.length} times, last in ${all[0]!.title}`))
  const headline = `${counted(repeated.length, 'kind of question', 'kinds of question')} went wrong more than once`
  return { headline, value: repeated.length, unit: wordFor(repeated.length, 'kind'), lines }
}
