import { useRouterState } from '@tanstack/react-router'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ButtonLink } from '../kit/Link.tsx'
import { PageHeader } from '../shell/PageHeader.tsx'
import { word } from './words.ts'

export function NotFoundPage() {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  return (
    <>
      <PageHeader title={word('missing.title')} />
      <EmptyState
        title={word('missing.title')}
        actions={
          <ButtonLink variant="primary" href="/">
            {word('missing.action')}
          </ButtonLink>
        }
      >
        <span className="break-words">{word('missing.body', { path })}</span>
      </EmptyState>
    </>
  )
}
