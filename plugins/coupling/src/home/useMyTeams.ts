import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ROOT } from '../api/queries';
import { kindOf } from '../refs';

/** As many teams as one request names. */
const MAX_TEAMS = 50;

/** References of the groups that the signed-in user belongs to, as the portal's identity has them. */
export function useMyTeams(): UseQueryResult<string[]> {
  const identity = useApi(identityApiRef);
  return useQuery({
    queryKey: [ROOT, 'my-teams'],
    queryFn: async () => {
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      return ownershipEntityRefs
        .filter(ref => kindOf(ref) === 'group')
        .map(ref => ref.toLocaleLowerCase('en-US'))
        .sort()
        .slice(0, MAX_TEAMS);
    },
  });
}
