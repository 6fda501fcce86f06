import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { BudgetsCard } from './BudgetsCard.tsx'
import { ProvidersCard } from './ProvidersCard.tsx'
import { word } from './words.ts'

/** Settings of models: who is asked, and how much that may cost. */
export function ModelsSection() {
  return (
    <>
      <ProvidersCard />
      <BudgetsCard />
      <Card title={word('more')} body="rows">
        <ListRows>
          <ListRow
            title={word('more.models')}
            detail={word('more.models.help')}
            actions={<ButtonLink href="/models">{word('open')}</ButtonLink>}
          />
          <ListRow
            title={word('more.spending')}
            detail={word('more.spending.help')}
            actions={<ButtonLink href="/models/spending">{word('open')}</ButtonLink>}
          />
        </ListRows>
      </Card>
    </>
  )
}
