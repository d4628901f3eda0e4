import { BasicEvent, FaultTree, Gate } from '../fault-tree';

/**
 * Two servers in different pods of a fat tree of k-port switches, reached from its core: both must be cut off. Every
 * device is an event, every device below the core has a gate, in the plain order of the devices.
 *
 * k^3/4 servers, k^2/2 top-of-rack and k^2/2 aggregation switches, k^2/4 core switches; aggregation switch i of every pod
 * hangs on core switches i k/2 .. (i+1) k/2 - 1 (Al-Fares, Loukissas, Vahdat, SIGCOMM 2008). Minimal risk groups: 4 of one
 * server or rack switch in each pod, 2^(k/2) that cut both uplinks, 4 (2^(k/2) - 1) of one and the other's uplink less the
 * whole core, which cuts both anyway: 5 2^(k/2).
 */
export function fatTree(k: number, probability = 0.01): FaultTree {
  const half = k / 2;
  const events: BasicEvent[] = [];
  const gates: Gate[] = [];
  const event = (name: string) => {
    events.push({ name, probability });
    return name;
  };
  const gate = (name: string, kind: 'and' | 'or', inputs: string[]) => {
    gates.push({ name, kind, inputs });
    return name;
  };
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  const cores = range(half * half).map(c => event(`core-${c}`));
  for (const pod of range(k)) {
    const uplinks = range(half).map(a => {
      const name = `agg-${pod}-${a}`;
      const above = gate(
        `${name} without core`,
        'and',
        cores.slice(a * half, (a + 1) * half),
      );
      return gate(`${name} cut off`, 'or', [event(name), above]);
    });
    for (const rack of range(half)) {
      const name = `rack-${pod}-${rack}`;
      const above = gate(`${name} without uplink`, 'and', uplinks);
      const cutOff = gate(`${name} cut off`, 'or', [event(name), above]);
      for (const slot of range(half)) {
        const server = event(`server-${pod}-${rack}-${slot}`);
        gate(`${server} cut off`, 'or', [server, cutOff]);
      }
    }
  }
  const top = gate('both cut off', 'and', [
    'server-0-0-0 cut off',
    'server-1-0-0 cut off',
  ]);
  return { name: `fat tree of ${k}-port switches`, events, gates, top };
}
