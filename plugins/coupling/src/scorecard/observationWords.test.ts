import type { Observation } from '@posiwid/backstage-plugin-coupling-common';
import { observationWords } from './observationWords';

const START = '2026-03-01T09:30:00Z';
const END = '2026-03-01T10:40:00Z';
const COMMIT = 'a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d';

const words = (kind: Observation['kind'], fields: object) =>
  observationWords({
    source: 'test',
    id: '1',
    kind,
    at: END,
    receivedAt: END,
    about: [],
    fields: fields as Observation['fields'],
  });

describe('what an observation says', () => {
  it.each<[string, Observation['kind'], object]>([
    ['70 min', 'incident', { startedAt: START, resolvedAt: END }],
    ['not over', 'incident', { startedAt: START }],
    ['start of 4711', 'incident', { incident: '4711', startedAt: START }],
    [
      'end of 4711',
      'incident',
      { incident: '4711', startedAt: END, resolvedAt: END },
    ],
    [
      '70 min',
      'incident',
      { incident: '4711', startedAt: START, resolvedAt: END },
    ],
    ['once, review', 'communication', { count: 1, channel: 'review' }],
    ['1,200 times', 'communication', { count: 1200 }],
    [
      'succeeded, a84d88e, shop@a84d88e',
      'deployment',
      { outcome: 'succeeded', version: COMMIT, change: `shop@${COMMIT}` },
    ],
  ])('%s', (expected, kind, fields) => {
    expect(words(kind, fields)).toBe(expected);
  });
});
