export { PolicyKeeper } from './PolicyKeeper';
export { PolicyPreviewer } from './PolicyPreviewer';
