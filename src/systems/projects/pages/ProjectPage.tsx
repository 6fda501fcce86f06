import { useParams } from '@tanstack/react-router'
import { Code, ExternalLink, Pencil, Pin } from 'lucide-react'
import { useState } from 'react'
import { LoadedPanel } from '#ui/app/LoadedPanel.tsx'
import { useGo } from '#ui/app/navigation.ts'
import { usePanels } from '#ui/app/systems.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { AlertStrip } from '#ui/kit/AlertStrip.tsx'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { EntityHeader } from '#ui/kit/EntityHeader.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { MoreMenu } from '#ui/kit/Menu.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { StatStrip } from '#ui/kit/Stat.tsx'
import { TabLinks } from '#ui/kit/Tabs.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { projects, type Project } from './client.ts'
import { EditProject } from './EditProject.tsx'
import { ForgetDialog } from './ForgetDialog.tsx'
import { openInEditor, pin, projectMenu } from './project-menu.ts'
import { portAddress, shortPath } from './project-path.ts'
import { word } from './words.ts'

/** One project: what is true about it, and its tabs, which other systems add to. */
export function ProjectPage() {
  const params = useParams({ strict: false }) as { project: string; tab?: string }
  const found = useOperation(projects, 'get', { project: params.project })
  const crumbs = [{ label: word('title'), href: '/projects' }]
  if (!found.data) {
    return (
      <>
        <PageHeader title={params.project} crumbs={crumbs} />
        <PageBody>
          {found.error && asProblem(found.error).status === 404 ? (
            <Absent name={params.project} />
          ) : found.error ? (
            <ErrorState
              what={params.project}
              problem={asProblem(found.error)}
              onRetry={() => void found.refetch()}
              retrying={found.isFetching}
            />
          ) : (
            <SkeletonRows rows={5} />
          )}
        </PageBody>
      </>
    )
  }
  return <Known project={found.data} tab={params.tab ?? ''} freshness={<Freshness answer={found} />} />
}

/** Asking again would not help: what helps is the way back. */
function Absent({ name }: { name: string }) {
  return (
    <EmptyState
      title={word('absent.title', { name })}
      actions={
        <ButtonLink variant="primary" href="/projects">
          {word('absent.action')}
        </ButtonLink>
      }
    >
      {word('absent.body')}
    </EmptyState>
  )
}

function Known({ project, tab, freshness }: { project: Project; tab: string; freshness: React.ReactNode }) {
  const [forgetting, setForgetting] = useState(false)
  const go = useGo()
  const tabs = usePanels('project.tab')
  const figures = usePanels('project.summary')
  const base = `/projects/${project.slug}`
  const current = tabs.find((one) => one.path === tab) ?? tabs[0]
  return (
    <>
      <PageHeader
        title={project.name}
        drawsTitle
        crumbs={[{ label: word('title'), href: '/projects' }]}
        freshness={freshness}
        actions={
          <>
            <IconButton
              icon={Pin}
              label={word(project.favourite ? 'menu.unpin' : 'menu.pin')}
              pressed={project.favourite}
              onClick={() => void pin(project)}
            />
            <MoreMenu label={project.name} items={projectMenu(project, () => setForgetting(true)).slice(2)} />
          </>
        }
      />
      <PageBody>
        <Head project={project} />
        {project.present ? null : (
          <AlertStrip kind="risk" title={word('missing')}>
            {word('missing.body', { path: project.path })}
          </AlertStrip>
        )}
        <div className="grid min-w-0">
          <TabLinks
            label={project.name}
            tabs={tabs.map((one) => ({ href: one.path ? `${base}/${one.path}` : base, label: one.label, exact: one.path === '' }))}
          />
          {figures.length > 0 ? (
            <StatStrip>
              {figures.map((panel) => (
                <LoadedPanel key={panel.id} panel={panel} props={{ project }} />
              ))}
            </StatStrip>
          ) : null}
        </div>
        {current ? <LoadedPanel key={current.id} panel={current} props={{ project }} /> : null}
      </PageBody>
      <ForgetDialog project={forgetting ? project : null} onClose={() => (project.present ? setForgetting(false) : go('/projects'))} />
    </>
  )
}

function Head({ project }: { project: Project }) {
  const [editing, setEditing] = useState(false)
  const [port] = project.running?.ports ?? []
  return (
    <>
      <EntityHeader
        id={project.id}
        name={project.name}
        badges={
          <>
            <Badge tone={toneOf(project.health.level)} glyph={project.health.level}>
              {word(`level.${project.health.level}`)}
            </Badge>
            {project.tags.map((tag) => (
              <Badge key={tag}>#{tag}</Badge>
            ))}
          </>
        }
        lead={
          <>
            <span className="font-mono">{shortPath(project.path)}</span>
            {` · ${project.description ?? project.health.sentence}`}
          </>
        }
        actions={
          <>
            {port === undefined ? null : (
              <ButtonLink icon={ExternalLink} href={portAddress(port)} target="_blank" rel="noreferrer">
                {word('open.port', { port })}
              </ButtonLink>
            )}
            <Button icon={Pencil} onClick={() => setEditing(true)}>
              {word('edit')}
            </Button>
            <Button icon={Code} onClick={() => void openInEditor(project)}>
              {word('open.editor')}
            </Button>
          </>
        }
      />
      {editing ? <EditProject project={project} onClose={() => setEditing(false)} /> : null}
    </>
  )
}

function toneOf(level: Project['health']['level']): 'outline' | 'accent' | 'warn' | 'bad' {
  if (level === 'failing') return 'bad'
  if (level === 'risk') return 'warn'
  return level === 'running' ? 'accent' : 'outline'
}
