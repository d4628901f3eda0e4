import { createCliModule } from '@backstage/cli-node';
import packageJson from '../package.json';

/** `backstage-cli coupling …`, once this package is a dependency of the project's root. */
export default createCliModule({
  packageJson,
  init: async registry => {
    registry.addCommand({
      path: ['coupling', 'analyze'],
      description:
        'Find shared dependencies and un-owned interfaces in a software catalog',
      execute: { loader: () => import('./module/analyze') },
    });
    registry.addCommand({
      path: ['coupling', 'check'],
      description:
        'Say what a change of the catalog introduces, worsens and resolves',
      execute: { loader: () => import('./module/check') },
    });
    registry.addCommand({
      path: ['coupling', 'blast-radius'],
      description:
        'Say what fails and what degrades with an entity, team by team',
      execute: { loader: () => import('./module/blastRadius') },
    });
    registry.addCommand({
      path: ['coupling', 'risk-groups'],
      description:
        'Count and list the risk groups (minimal cut sets) of a fault tree',
      execute: { loader: () => import('./module/riskGroups') },
    });
    registry.addCommand({
      path: ['coupling', 'export'],
      description:
        'Write the fault graph of an entity, or of a claim of redundancy, for other tools',
      execute: { loader: () => import('./module/export') },
    });
    registry.addCommand({
      path: ['coupling', 'independence'],
      description: 'Say what several things share at any depth, by layer',
      execute: { loader: () => import('./module/independence') },
    });
  },
});
