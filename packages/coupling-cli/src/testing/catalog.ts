import { stringify } from 'yaml';

interface Service {
  name: string;
  owner?: string;
  title?: string;
  dependsOn?: string[];
}

const entity = (
  kind: string,
  name: string,
  spec: object,
  metadata: object = {},
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, ...metadata },
  spec,
});

const TEAMS = ['checkout', 'payments', 'search', 'fulfilment'];

/** Teams that own nothing of the shop as it is. */
const OTHERS = ['retail', 'loyalty'];

/**
 * A small shop: twelve services of four teams, every one on `orders-db`, which the team `data` owns. Two more
 * teams, `retail` and `loyalty`, own nothing yet. `more` services come on top.
 */
export function shop(more: Service[] = []): object[] {
  const services: Service[] = Array.from({ length: 12 }, (_, i) => ({
    name: `service-${i}`,
    owner: TEAMS[i % TEAMS.length],
    dependsOn: ['resource:orders-db'],
  }));
  return [
    ...[...TEAMS, 'data', ...OTHERS].flatMap(team => [
      entity('Group', team, { type: 'team', children: [] }),
      entity('User', `${team}-lead`, { memberOf: [team] }),
    ]),
    entity('Resource', 'orders-db', { type: 'database', owner: 'data' }),
    ...[...services, ...more].map(({ name, owner, title, dependsOn }) =>
      entity(
        'Component',
        name,
        { type: 'service', lifecycle: 'production', owner, dependsOn },
        title === undefined ? {} : { title },
      ),
    ),
  ];
}

/** Entities as a catalog file holds them. */
export function yaml(entities: object[]): string {
  return entities.map(e => `---\n${stringify(e)}`).join('');
}
