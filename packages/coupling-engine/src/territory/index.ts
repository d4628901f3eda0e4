export * from './types';
export { territoryOf } from './territoryOf';
export { SeenPairs } from './seenPairs';
export { proposeDeclaration } from './proposal';
export type { Proposal } from './proposal';
