export * from './types';
export { agendaOf, edited, type AgendaInput } from './agenda';
export { cadenceDefect, meetingsAfter } from './cadence';
export { meetingOf, outOfOrder } from './meeting';
