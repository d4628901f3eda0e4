export { SharedDependenciesPage } from './SharedDependenciesPage';
