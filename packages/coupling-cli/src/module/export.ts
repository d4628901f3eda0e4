import { moduleCommand } from './command';

export default moduleCommand('export');
