import { startApp } from '#ui/app/start.tsx'
import { automations } from '#systems/automations/pages/web.tsx'
import { council } from '#systems/council/pages/web.tsx'
import { identity } from '#systems/identity/pages/web.tsx'
import { models } from '#systems/models/pages/web.tsx'
import { projects } from '#systems/projects/pages/web.tsx'

/** The web app: the shell, and the pages of each system in the order of the sidebar. */
startApp([identity, projects, automations, council, models])
