/** Reads and changes of the policy. */
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  PolicyChange,
  PolicyOverrides,
} from '@posiwid/backstage-plugin-coupling-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { couplingApiRef } from '../../api/couplingApiRef';
import { statusCodeOf } from '../../api/errors';
import { ROOT, useCouplingQuery } from '../../api/queries';
import { useIdOfWish } from '../../decision/useDecide';

/** How often a version is sent when nothing comes back. */
const RETRIES = 2;

export function usePolicy() {
  return useCouplingQuery('policy', undefined, (client, signal) =>
    client.getPolicy({ signal }),
  );
}

/** What another policy would find. */
export function usePreview() {
  const client = useApi(couplingApiRef);
  return useMutation({
    mutationFn: (overrides: PolicyOverrides) => client.previewPolicy(overrides),
  });
}

/**
 * Sets a version. The same wish sent again has the same id, so that an answer that got lost sets nothing twice. Being overtaken is an
 * answer: then the policy on screen is as the other one set it.
 */
export function useSetPolicy() {
  const client = useApi(couplingApiRef);
  const queryClient = useQueryClient();
  const idOf = useIdOfWish();
  return useMutation({
    mutationFn: (wish: Omit<PolicyChange, 'id'>) =>
      client.setPolicy({ ...wish, id: idOf(JSON.stringify(wish)) }),
    retry: (failures, error) =>
      failures < RETRIES && (statusCodeOf(error) ?? 500) >= 500,
    retryDelay: 500,
    onSuccess: ({ overtaken, body }) =>
      queryClient.setQueryData(
        [ROOT, 'policy', undefined],
        overtaken ? body.policy : body,
      ),
  });
}
