export * from './types';
export { noticesOf } from './noticesOf';
export { NoticeStore } from './NoticeStore';
export { NoticeTask } from './NoticeTask';
export { scheduleNotices } from './scheduleNotices';
