import { runCli } from '@backstage/cli-node';
import module from '../index';

// The host that `backstage-cli` is: modules in, one program out. Run as a script.
runCli({ modules: [module], name: 'backstage-cli' });
