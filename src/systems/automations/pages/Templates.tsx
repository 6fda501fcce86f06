import { FilePlus2 } from 'lucide-react'
import { useGo } from '#ui/app/navigation.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { automationHref } from './automation-state.ts'
import { automations, type Template } from './client.ts'
import { word } from './words.ts'

/** Automations to begin with. What is made of one is off until somebody looked at it. */
export function Templates() {
  const found = useOperation(automations, 'listTemplates', {})
  if (!found.data || found.data.items.length === 0) return null
  return (
    <section aria-label={word('templates.title')} className="grid gap-3">
      <h2 className="font-title tracking-tight">{word('templates.title')}</h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(280px,100%),1fr))] gap-(--gap)">
        {found.data.items.map((template) => (
          <li key={template.id} className="grid">
            <TemplateCard template={template} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TemplateCard({ template }: { template: Template }) {
  const go = useGo()
  const use = useMutationOf(automations, 'useTemplate', { done: (made) => go(automationHref(made)) })
  return (
    <Card title={template.title} className="flex flex-col [&>div]:flex [&>div]:flex-1">
      <div className="flex flex-1 flex-col gap-3">
        <p className="flex-1 text-pretty text-ink-2">{template.summary}</p>
        <p className="flex flex-wrap gap-1">
          {template.triggers.map((trigger) => (
            <Badge key={trigger} mono>
              {trigger}
            </Badge>
          ))}
          {template.secrets.map((secret) => (
            <Badge key={secret}>{word('templates.secret', { name: secret })}</Badge>
          ))}
          {template.processes ? <Badge>{word('templates.processes')}</Badge> : null}
        </p>
        <div>
          <Button
            size="small"
            icon={FilePlus2}
            aria-label={word('templates.use_named', { title: template.title })}
            busy={use.isPending && word('templates.making')}
            onClick={() => use.mutate({ template: template.id })}
          >
            {word('templates.use')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
