export { MyTeamsRisks } from './MyTeamsRisks';
