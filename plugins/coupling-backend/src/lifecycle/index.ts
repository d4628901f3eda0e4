export * from './lifecycle';
export * from './types';
