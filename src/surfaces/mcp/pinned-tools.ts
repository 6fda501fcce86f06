/** Operations that are tools of their own; every other one is reached through find_operations and call_operation. */
export const pinnedOperations: readonly string[] = [
  'projects.list',
  'projects.get',
  'projects.findDependency',
  'projects.dependencies',
  'projects.git',
  'projects.processes',
  'projects.portHolder',
  'projects.commands',
  'projects.commandLog',
  'runs.list',
  'runs.get',
  'approvals.get',
]

export const instructions = [
  'Optimus is the command center of a portfolio of software projects.',
  'The tools named <system>_<operation> are the most used operations. Every other one is found with find_operations and called with call_operation.',
  'Fields named project take the id or slug of a project.',
  'Long work answers with a run: read it with runs_get until its state is done, failed or cancelled.',
  'Dangerous operations need a person: the first call answers with an approval to be given in Optimus, the second one carries its id.',
].join(' ')
