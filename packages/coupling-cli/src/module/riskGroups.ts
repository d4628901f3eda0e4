import { moduleCommand } from './command';

export default moduleCommand('risk-groups');
