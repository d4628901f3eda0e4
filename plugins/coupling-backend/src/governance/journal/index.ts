export * from './Journal';
export { DatabaseJournal } from './DatabaseJournal';
