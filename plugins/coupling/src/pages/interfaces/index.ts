export { InterfacesPage } from './InterfacesPage';
