import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_COUPLING_FINDING } from '@posiwid/backstage-plugin-coupling-common';
import { z } from 'zod';

/** A finding as permission rules see it. */
export interface FindingResource {
  id: string;
  /** References of the teams named in it, with every group above them. */
  teams: string[];
}

export const findingResourceRef = createPermissionResourceRef<
  FindingResource,
  { teams: string[] }
>().with({
  pluginId: 'coupling',
  resourceType: RESOURCE_TYPE_COUPLING_FINDING,
});

/**
 * Findings that name one of these teams, or a team below one of them: who belongs to a group may decide for the groups in it.
 * With `claims` the references under which the user owns things, as the user info service gives them.
 */
export const isTeamOfFinding = createPermissionRule({
  name: 'IS_TEAM_OF_FINDING',
  description: 'Allow for findings that involve one of these teams',
  resourceRef: findingResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('References of groups, or of a user, in lower case'),
  }),
  apply: ({ teams }, { claims }) => teams.some(team => claims.includes(team)),
  toQuery: ({ claims }) => ({ teams: claims }),
});
