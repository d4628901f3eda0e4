import { moduleCommand } from './command';

export default moduleCommand('independence');
