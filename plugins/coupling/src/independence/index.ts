export { AvailabilityPanel } from './AvailabilityPanel';
export { ClaimDetail } from './ClaimDetail';
export { ClaimTable } from './ClaimTable';
export { ClaimTabs } from './ClaimTabs';
export { Compare } from './Compare';
export { IndependenceRegister } from './IndependenceRegister';
export { NoData } from './NoData';
export {
  useClaim,
  useClaims,
  useClaimsOf,
  useClocks,
  useIndependence,
} from './queries';
