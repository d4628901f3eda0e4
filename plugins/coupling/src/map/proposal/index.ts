export { ProposeYaml } from './ProposeYaml';
