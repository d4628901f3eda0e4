export { LegacyCouplingPage } from './LegacyCouplingPage';
