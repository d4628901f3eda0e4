export * from './policy';
export { MECHANISMS } from './mechanisms';
export { policyObjections, type Objection } from './objections';
export { beyond, withOverrides, type PolicyOverrides } from './overrides';
export { policyLeaves, type PolicyKind, type PolicyLeaf } from './shape';
