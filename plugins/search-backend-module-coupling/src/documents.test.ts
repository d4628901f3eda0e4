import type {
  Finding,
  Interface,
} from '@posiwid/backstage-plugin-coupling-common';
import type { CouplingClient } from '@posiwid/backstage-plugin-coupling-common';
import { findingDocument, interfaceDocument, resourceRefOf } from './documents';
import { readFindingsAndInterfaces } from './read';

const finding = {
  id: 'f 1',
  title: 'Much rests on db',
  summary: 'It fells much.',
  severity: 'high',
  category: 'shared-dependency',
  subjects: ['component:default/db'],
  chain: ['component:default/db'],
  related: ['component:default/hidden'],
  teams: ['group:default/red'],
  standing: { state: 'accepted' },
} as Finding;

function thing(name: string) {
  const ref = `component:default/${name}`;
  return { ref, kind: 'component', name, teams: [] };
}

describe('documents of the search', () => {
  it('name nothing of a finding but its subjects, its chain and its teams', () => {
    const document = findingDocument(finding, '/coupling');
    expect(document).toMatchObject({
      title: 'Much rests on db',
      location: '/coupling/risks?finding=f+1',
      text: 'High finding, shared dependency. It fells much. In it: db. Teams: red.',
      severity: 'high',
      standing: 'accepted',
      authorization: { resourceRef: 'component:default/db' },
    });
    expect(JSON.stringify(document)).not.toContain('hidden');
  });

  it('that name several entities are decided by none that there can be', () => {
    expect(resourceRefOf(['component:default/a'], 'x')).toBe(
      'component:default/a',
    );
    const refs = ['component:default/a', 'component:default/b'];
    // The catalog allows letters and digits in a kind.
    const [kind] = resourceRefOf(refs, 'x').split(':');
    expect(kind).not.toMatch(/^[a-zA-Z][a-z0-9A-Z]*$/);
    const { authorization, text, location } = interfaceDocument(
      {
        provider: thing('a'),
        consumers: [
          { entity: thing('b'), strength: 'hard', grade: 'declared' },
        ],
        consumerTeams: [],
        viaApi: false,
        contract: 'none',
        findings: [],
      } as unknown as Interface,
      '/coupling',
    );
    expect(authorization?.resourceRef).toMatch(/^coupling-finding:/);
    expect(text).toBe('a is needed by: b.');
    expect(location).toBe(
      '/coupling/interfaces?q=a&open=component%3Adefault%2Fa',
    );
  });

  it('are read to the last page, once there is an analysis', async () => {
    const cursors: (string | undefined)[] = [];
    const statuses = [{}, {}, { analysis: {} }];
    const client = {
      getStatus: async () => {
        expect(cursors).toEqual([]);
        return statuses.shift();
      },
      listFindings: async ({ cursor }: { cursor?: string }) => {
        cursors.push(cursor);
        return {
          items: [{ ...finding, id: cursor ?? 'first' }],
          nextCursor: { first: 'second', second: 'third' }[cursor ?? 'first'],
        };
      },
      listInterfaces: async () => ({ items: [] }),
    } as unknown as CouplingClient;
    const ids: string[] = [];
    const patience = { most: 1_000, pause: 1 };
    const read = readFindingsAndInterfaces(client, '', patience);
    for await (const { location } of read) {
      ids.push(location);
    }
    expect(statuses).toEqual([]);
    expect(cursors).toEqual([undefined, 'second', 'third']);
    expect(ids).toHaveLength(3);
  });
});
