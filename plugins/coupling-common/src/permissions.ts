import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Read findings, maps and everything else that the coupling pages show. What a reader sees inside is decided further by
 * the catalog's own `catalog.entity.read`.
 */
export const couplingFindingReadPermission = createPermission({
  name: 'coupling.finding.read',
  attributes: { action: 'read' },
});

/** Start an analysis now instead of waiting for the schedule. */
export const couplingAnalysisRunPermission = createPermission({
  name: 'coupling.analysis.run',
  attributes: { action: 'create' },
});

/** Send observations, and see what of them could not be read. */
export const couplingEvidenceWritePermission = createPermission({
  name: 'coupling.evidence.write',
  attributes: { action: 'create' },
});

/** The kind of resource that decisions are about: `resourceRef` is the id of a finding. */
export const RESOURCE_TYPE_COUPLING_FINDING = 'coupling-finding';

/** Decide about a finding: all of them, or by a condition those of one's own teams. */
export const couplingDecisionCreatePermission = createPermission({
  name: 'coupling.decision.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_COUPLING_FINDING,
});

/** Make series of reviews, run their meetings, change their agenda. */
export const couplingReviewRunPermission = createPermission({
  name: 'coupling.review.run',
  attributes: { action: 'update' },
});

/** Change thresholds, limits and what is required, for everybody. */
export const couplingPolicyUpdatePermission = createPermission({
  name: 'coupling.policy.update',
  attributes: { action: 'update' },
});

/** Permissions of the coupling plugin that are about no single thing, for permission policies and `permissionsRegistry`. */
export const couplingPermissions = [
  couplingFindingReadPermission,
  couplingAnalysisRunPermission,
  couplingEvidenceWritePermission,
  couplingReviewRunPermission,
  couplingPolicyUpdatePermission,
];
