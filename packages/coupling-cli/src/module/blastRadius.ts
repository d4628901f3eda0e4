import { moduleCommand } from './command';

export default moduleCommand('blast-radius');
