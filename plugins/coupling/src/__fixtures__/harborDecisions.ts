import type {
  Decision,
  Finding,
  Standing,
} from '@posiwid/backstage-plugin-coupling-common';

/** What people decided in Harbor, an invented organisation. */

export const MARA = 'user:default/mara.lindqvist';
export const IVO = 'user:default/ivo.brandt';

export const UNDECIDED: Standing = {
  state: 'undecided',
  because: 'Nobody has decided',
  decisions: [],
  position: 0,
};

/** A decision with everything that most decisions have alike. */
export function decision(
  own: Pick<Decision, 'id' | 'position' | 'body'> & Partial<Decision>,
): Decision {
  return {
    findingId: 'hub-4a1c',
    sequence: own.position,
    at: `2026-11-${String(own.position).padStart(2, '0')}T09:30:00.000Z`,
    by: MARA,
    seen: {
      severity: 'critical',
      reach: 48,
      subjects: ['component:default/config-push'],
    },
    ...own,
  };
}

/** A finding with where it stands. */
export function standing(
  finding: Finding,
  own: Pick<Standing, 'state' | 'because'> & Partial<Standing>,
): Finding {
  return {
    ...finding,
    standing: {
      decisions: ['decision-1'],
      since: '2026-11-02T09:30:00.000Z',
      position: 1,
      ...own,
    },
  };
}
