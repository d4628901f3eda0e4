import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** Where a module adds what the coupling backend looks for. */
export interface CouplingRulesExtensionPoint {
  /**
   * Adds rules beside the built-in ones, by the module that exports them as `rules` (a list of the engine's `Rule`).
   *
   * Rules are named by path because the analysis runs in a worker thread, and functions cannot be handed to one. The thread
   * imports the module itself; whatever a rule needs it must import, and it sees nothing of the backend.
   *
   * @param paths - absolute paths, as `require.resolve` gives them
   */
  addRuleModules(...paths: string[]): void;
  /**
   * Adds measures of claims, by the module that exports them as `measures` (a list of the engine's `Measure`, each with the
   * words that its claims are written in). Loaded as rules are; one module may export both.
   *
   * @param paths - absolute paths
   */
  addMeasureModules(...paths: string[]): void;
}

export const couplingRulesExtensionPoint =
  createExtensionPoint<CouplingRulesExtensionPoint>({
    id: 'coupling.rules',
  });
