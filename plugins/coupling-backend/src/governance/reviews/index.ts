export * from './types';
export { agendaOf, edited, type AgendaInput } from './agenda';
export { meetingOf, outOfOrder } from './meeting';
