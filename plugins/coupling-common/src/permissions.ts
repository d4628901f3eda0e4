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

/** Every permission of the coupling plugin, for permission policies and `permissionsRegistry`. */
export const couplingPermissions = [
  couplingFindingReadPermission,
  couplingAnalysisRunPermission,
  couplingEvidenceWritePermission,
];
