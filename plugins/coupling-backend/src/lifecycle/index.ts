export * from './lifecycle';
export * from './types';
export * from './marks';
