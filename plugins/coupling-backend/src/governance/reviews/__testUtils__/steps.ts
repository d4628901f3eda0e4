/**
 * A meeting as the page of its facilitator sends it. Each step is sent under a name of its own, and the same when it is sent again,
 * so that it counts once; each leaves one entry in the journal.
 */
import type { SeriesSettings } from '@posiwid/backstage-plugin-coupling-common';
import type { DecisionBody } from '../../decisions';
import type { ReviewBody } from '../types';
import type { Governed } from './Governed';

export interface Step {
  /** Id of the entry that it leaves. */
  id: string;
  send(governed: Governed): Promise<unknown>;
}

export const REVIEW = 'arch.1';
export const MARA = 'user:default/mara';
export const asker = { audience: 'everything', mayRun: true } as const;

export const SETTINGS: SeriesSettings = {
  name: 'Architecture review',
  cadence: 'FREQ=MONTHLY;BYDAY=4WE',
  startsAt: '2026-09-23T08:00:00.000Z',
  timezone: 'Europe/Stockholm',
  minutes: 60,
  itemMinutes: 8,
  scope: {},
  facilitator: MARA,
  participants: [],
  delegates: [],
  minSeverity: 'low',
  moves: 0,
};

/** @param findings - two that are on the agenda */
export function stepsAbout([first, second]: string[]): Step[] {
  let known = 1;
  const happens = (id: string, body: ReviewBody): Step => {
    const event = { id, after: known, body };
    known += 1;
    return {
      id,
      send: ({ reviewer }) => reviewer.happen(REVIEW, event, MARA, asker),
    };
  };
  const decide = (id: string, finding: string, body: DecisionBody): Step => ({
    id,
    send: async ({ decider }) => {
      const found = await decider.findOne(finding, 'everything');
      const wanted = { id, after: 0, body, reviewId: REVIEW };
      return decider.decide(found, wanted, MARA);
    },
  });
  return [
    {
      id: 'series:arch-1',
      send: ({ reviewer }) =>
        reviewer.setSeries('arch', { after: 0, settings: SETTINGS }, MARA),
    },
    {
      id: `called-${REVIEW}`,
      send: ({ reviewer }) => reviewer.call('arch', MARA, asker),
    },
    // The backend says of what.
    happens('started', { kind: 'started', items: [] }),
    happens('red-is-here', {
      kind: 'attendance',
      who: 'group:default/red',
      here: true,
    }),
    decide('accepted', first, {
      kind: 'accept',
      reason: 'until the new store',
      until: '2026-12-31',
    }),
    happens('too-long', { kind: 'dissented', text: 'too long', key: first }),
    happens('to-the-second', { kind: 'went-to', key: second }),
    decide('assigned', second, {
      kind: 'assign',
      team: 'group:default/red',
      due: '2026-11-30',
    }),
    happens('a-note', { kind: 'noted', text: 'a good hour' }),
    happens('ended', { kind: 'ended' }),
  ];
}
