import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { readTemplates } from '../templates/read-templates.ts'

export const useTemplate = operation(contract.useTemplate, async (ctx, input) => {
  const template = (await readTemplates()).find((one) => one.id === input.template)
  if (!template) throw new Problem(errors.template_not_found, `There is no template "${input.template}"; see listTemplates.`)
  const text = input.name === undefined ? template.text : template.text.replace(/^name: .*$/m, `name: ${input.name}`)
  return ctx.call(contract.create, {
    text,
    project: input.project,
    enabled: input.enabled,
    note: `From the template ${template.id}`,
  })
})
