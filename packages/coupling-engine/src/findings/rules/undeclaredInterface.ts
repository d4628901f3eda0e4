import type { Interface } from '../../ownership/types';
import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../lens';
import { lensOf } from '../lensOf';
import { widest, widestFirst } from '../widest';
import { dependingTeams } from '../reliance';
import { disputedMeaning } from './twoMeanings';
import { count, list, number } from '../words';

/** What most interfaces of a catalog do is its convention; only where most state it does the lack of it say something. */
const CONVENTION = 0.5;
/** "Small" in "same parent team, small and recent". */
const SMALL = 2;
/** With no convention, a provider is worth a line when this many other teams rest on it unstated. */
const FOLDED_MIN_TEAMS = 2;

type Lack = 'api' | 'contract';

/** Teams that meet at something nobody wrote down: no API between them, no contract of the API, consumers not known. */
export const undeclaredInterface: Rule = {
  id: 'undeclared-interface',
  category: 'un-owned-interface',
  description:
    'Entities of other teams need something with no API between or no contract, or its provider does not know who consumes it.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const interfaces = context.ownership.interfaces.filter(
      i => !lens.isInert(i.provider) && !disputedMeaning(lens, i.provider),
    );
    const reached = interfaces.filter(i => !i.viaApi && !small(lens, i));
    const stores = reached.filter(i => isSharedStore(lens, i));
    const direct = reached.filter(i => !stores.includes(i));
    const viaApi = interfaces.filter(i => i.viaApi);
    const noContract = viaApi.filter(i => i.contract === 'none');
    const notStated = viaApi.filter(i => i.contract === 'not-stated');
    const apiIsUsual =
      viaApi.length >= CONVENTION * interfaces.length && viaApi.length > 0;
    const contractIsUsual =
      viaApi.length - notStated.length >= CONVENTION * viaApi.length &&
      viaApi.length > notStated.length;
    return [
      ...stores.map(i => one(lens, i, 'api')),
      ...(apiIsUsual
        ? direct.map(i => one(lens, i, 'api'))
        : folded(lens, direct, 'api')),
      ...noContract.map(i => one(lens, i, 'contract')),
      ...(contractIsUsual
        ? notStated.map(i => one(lens, i, 'contract'))
        : folded(lens, notStated, 'contract')),
      ...interfaces
        .filter(i => (i.unknownConsumers ?? []).length > 0)
        .filter(i => i.contract !== 'none')
        .map(i => unknownConsumers(lens, i)),
    ];
  },
};

/** Data that several other teams reach into: whatever the custom, its owner cannot change it alone. */
function isSharedStore(lens: Lens, { provider, consumerTeams }: Interface) {
  return lens.isDatastore(provider) && consumerTeams.length > 1;
}

/** A coupling or two between teams of the same parent: they can settle it across a desk. */
function small(
  lens: Lens,
  { consumers, providerTeams, consumerTeams }: Interface,
) {
  const { teams } = lens.context.model;
  const parents = new Set(
    [...providerTeams, ...consumerTeams].map(team => teams[team].parent),
  );
  return (
    consumers.length <= SMALL && parents.size === 1 && !parents.has(undefined)
  );
}

const consumersOf = (i: Interface) => [
  ...new Set(i.consumers.map(({ entity }) => entity)),
];

function one(lens: Lens, found: Interface, lack: Lack): FindingDraft {
  const { provider, consumerTeams, contract } = found;
  const consumers = widestFirst(lens, consumersOf(found));
  const name = lens.name(provider);
  const store = lack === 'api' && lens.isDatastore(provider);
  const unknown = found.unknownConsumers ?? [];
  const reach = lens.reach(provider);
  const title =
    lack === 'api'
      ? `${name}: ${count(consumerTeams.length, 'other team')} ${
          consumerTeams.length === 1 ? 'needs' : 'need'
        } it with no API between`
      : `${name}: ${count(consumerTeams.length, 'consuming team')}, ${
          contract === 'none' ? 'no contract' : 'no contract stated'
        }`;
  return {
    title,
    summary:
      lack === 'api'
        ? `${list(consumers.map(c => lens.name(c)))} ${
            consumers.length === 1 ? 'reaches' : 'reach'
          } ${
            store ? 'into its data' : 'it'
          } directly. What it promises is written nowhere, so each change of it is a change for them.`
        : `${list(consumers.map(c => lens.name(c)))} ${
            consumers.length === 1 ? 'calls' : 'call'
          } it. What they may rely on is ${
            contract === 'none' ? 'stated to be nowhere' : 'not stated'
          }.`,
    subjects: [
      lens.ref(provider),
      ...consumers.slice(0, 3).map(c => lens.ref(c)),
    ],
    related: consumers.slice(3).map(c => lens.ref(c)),
    cause: [lens.ref(provider), `no ${lack}`],
    steps: lens.stepsDown([consumers[0], provider]),
    evidence: [
      {
        grade: 'declared',
        source:
          lack === 'api'
            ? 'spec.dependsOn'
            : 'posiwid.dev/contract, spec.definition',
        detail:
          lack === 'api'
            ? `${number(
                consumers.length,
              )} entities of other teams name it itself, not an API of it`
            : contract === 'none'
            ? 'Its contract is stated as none'
            : 'Neither a definition that can be read nor a contract is stated',
      },
    ],
    interventions: [
      lack === 'api'
        ? {
            kind: 'offer-api',
            leverage: 'information-flow',
            text: `Put an API with an owner between ${name} and the teams that need it.`,
            target: lens.ref(provider),
          }
        : {
            kind: 'write-contract',
            leverage: 'information-flow',
            text: `Write down what ${name} promises, and to whom.`,
            target: lens.ref(provider),
          },
    ],
    reach,
    weight: {
      extra: [
        weightOf(lack, store, contract),
        dependingTeams(consumerTeams.length),
        ...(unknown.length > 0
          ? [
              {
                points: 4,
                because: `its provider does not list ${number(
                  unknown.length,
                )} of its consumers`,
              },
            ]
          : []),
      ],
    },
  };
}

function weightOf(lack: Lack, store: boolean, contract: Interface['contract']) {
  if (lack === 'contract') {
    return contract === 'none'
      ? { points: 16, because: 'it is stated to have no contract' }
      : {
          points: 8,
          because: 'other APIs here state a contract, this one does not',
        };
  }
  return store
    ? { points: 22, because: 'its data is reached into from other teams' }
    : { points: 4, because: 'there is no API between' };
}

/** Where stating it is not the custom, one line per provider team, and only where several teams meet. */
function folded(lens: Lens, found: Interface[], lack: Lack): FindingDraft[] {
  const { model } = lens.context;
  const byTeam = new Map<number, Interface[]>();
  for (const i of found) {
    const team = i.providerTeams[0];
    if (team !== undefined) byTeam.set(team, [...(byTeam.get(team) ?? []), i]);
  }
  const drafts: FindingDraft[] = [];
  for (const [team, interfaces] of byTeam) {
    const teams = new Set(interfaces.flatMap(i => i.consumerTeams));
    if (teams.size < FOLDED_MIN_TEAMS) continue;
    const providers = widestFirst(
      lens,
      interfaces.map(i => i.provider),
    );
    const widestOne = interfaces.find(i => i.provider === providers[0])!;
    const consumers = widestFirst(lens, consumersOf(widestOne), 1);
    const what =
      lack === 'api'
        ? providers.length === 1
          ? 'is needed by other teams with no API between'
          : 'are needed by other teams with no API between'
        : providers.length === 1
        ? 'is called by other teams and states no contract'
        : 'are called by other teams and state no contract';
    drafts.push({
      cause: [model.teams[team].ref, `no ${lack}`],
      title: `${
        providers.length === 1
          ? lens.name(providers[0])
          : `${number(providers.length)} things of ${lens.teamName(team)}`
      } ${what}: ${count(teams.size, 'team')}`,
      summary: `${
        lack === 'api' ? 'Going through an API' : 'Stating a contract'
      } is not the custom in this catalog, so this is one line for all that ${lens.teamName(
        team,
      )} offers. The widest is ${lens.name(providers[0])}.`,
      subjects: providers.slice(0, 3).map(p => lens.ref(p)),
      related: [
        ...providers.slice(3).map(p => lens.ref(p)),
        ...widest(lens, consumersOf(widestOne), 6),
      ],
      steps: lens.stepsDown([...consumers, providers[0]]),
      evidence: [
        {
          grade: 'declared',
          source: lack === 'api' ? 'spec.dependsOn' : 'spec.definition',
          detail: `${count(
            providers.length,
            'thing',
          )} without, needed by ${count(teams.size, 'other team')}`,
        },
      ],
      interventions: [
        {
          kind: lack === 'api' ? 'offer-api' : 'write-contract',
          leverage: 'information-flow',
          text:
            lack === 'api'
              ? `Offer ${lens.name(
                  providers[0],
                )} through an API first; it reaches most.`
              : `Write the contract of ${lens.name(
                  providers[0],
                )} first; it reaches most.`,
          target: lens.ref(providers[0]),
        },
      ],
      weight: {
        extra: [
          {
            points: Math.min(34, 12 + 2 * teams.size + providers.length),
            because: `${count(teams.size, 'team')} rely on ${count(
              providers.length,
              'thing',
            )}`,
          },
        ],
        cap: { severity: 'low', because: 'nearly nobody here states it' },
      },
    });
  }
  return drafts;
}

function unknownConsumers(lens: Lens, found: Interface): FindingDraft {
  const { provider } = found;
  const unknown = widestFirst(lens, found.unknownConsumers ?? []);
  const name = lens.name(provider);
  const reach = lens.reach(provider);
  const teams = new Set(unknown.flatMap(u => lens.teamRefs(u)));
  return {
    title: `${name}: ${count(unknown.length, 'consumer')} of ${count(
      teams.size,
      'other team',
    )} that its provider does not list`,
    summary: `${list(unknown.map(u => lens.name(u)))} ${
      unknown.length === 1 ? 'consumes' : 'consume'
    } it. A change agreed with the consumers listed passes ${
      unknown.length === 1 ? 'it' : 'them'
    } by.`,
    subjects: [
      lens.ref(provider),
      ...unknown.slice(0, 3).map(u => lens.ref(u)),
    ],
    related: unknown.slice(3).map(u => lens.ref(u)),
    cause: [lens.ref(provider), 'unknown consumers'],
    steps: lens.stepsDown([unknown[0], provider]),
    evidence: [
      {
        grade: 'declared',
        source: 'posiwid.dev/consumers',
        detail: `The list leaves out ${number(
          unknown.length,
        )} that declare to consume it`,
      },
    ],
    interventions: [
      {
        kind: 'list-consumers',
        leverage: 'information-flow',
        text: `Add the missing consumers of ${name}, and tell them of changes.`,
        target: lens.ref(provider),
      },
    ],
    reach,
    weight: {
      reach,
      extra: [
        { points: 8, because: 'its provider does not know all who consume it' },
      ],
      cap: {
        severity: 'medium',
        because: 'a line in a list puts it right',
      },
    },
  };
}
