import { startApp } from '#ui/app/start.tsx'
import { models } from '#systems/models/pages/web.tsx'
import { projects } from '#systems/projects/pages/web.tsx'

/** The web app: the shell, and the pages of each system in the order of the sidebar. */
startApp([projects, models])
