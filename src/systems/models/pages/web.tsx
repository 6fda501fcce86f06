import { Cpu } from 'lucide-react'
import type { WebSystem } from '#ui/slots.ts'
import { word } from './words.ts'

const page = () => import('./ModelsPage.tsx').then((module) => module.ModelsPage)
const live = ['models.*'] as const

export const models: WebSystem = {
  id: 'models',
  label: word('title'),
  icon: Cpu,
  area: 'none',
  routes: [
    { path: '/models', live, load: page },
    { path: '/models/$tab', live, load: page },
    { path: '/models/$tab/$call', live, load: page },
  ],
  panels: {
    'settings.section': [
      {
        id: 'models.settings',
        order: 40,
        group: 'installation',
        label: word('title'),
        path: 'models',
        live,
        load: () => import('./ModelsSection.tsx').then((module) => module.ModelsSection),
      },
    ],
  },
}
