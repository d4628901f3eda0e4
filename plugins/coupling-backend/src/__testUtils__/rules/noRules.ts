export const rules = 'none';
