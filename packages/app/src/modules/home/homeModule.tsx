import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const startHere = HomePageWidgetBlueprint.make({
  name: 'start-here',
  params: {
    name: 'StartHere',
    title: 'Start here',
    description: 'The pages most people come for',
    components: () =>
      import('./StartHere').then(m => ({ Content: m.StartHere })),
  },
});

export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [startHere],
});
