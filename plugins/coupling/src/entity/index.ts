export { EntityCouplingCard } from './EntityCouplingCard';
export { EntityCouplingContent } from './EntityCouplingContent';
