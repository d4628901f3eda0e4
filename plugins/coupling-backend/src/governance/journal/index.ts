export * from './Journal';
export { AnnouncingJournal } from './AnnouncingJournal';
export { DatabaseJournal } from './DatabaseJournal';
