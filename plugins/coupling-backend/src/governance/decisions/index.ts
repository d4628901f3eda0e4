export * from './types';
export { growthOf } from './growth';
export { refusalOf } from './refusal';
export { endOf, outgrown, standingOf, type Sight } from './standing';
