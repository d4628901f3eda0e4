export * from './fault-tree';
export * from './types';
export { independenceOf, type EarlierAudits } from './independenceOf';
