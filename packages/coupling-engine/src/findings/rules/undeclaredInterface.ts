import { countsAsTeam } from '../../model/owners';
import type { Interface } from '../../ownership/types';
import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { widestFirst } from '../widest';
import { dependingTeams } from '../reliance';
import { disputedMeaning } from '../disputedMeaning';
import { count, list, number } from '../../model/words';
import { append } from '../../model/collect';

/** What most interfaces of a catalog do is its convention; only where most state it does the lack of it say something. */
const CONVENTION = 0.5;
/** "Small" in "same parent team, small and recent". */
const SMALL = 2;
/** With no convention, a provider is worth a line when this many other teams rest on it unstated. */
const FOLDED_MIN_TEAMS = 2;

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
      ...stores.map(i => withoutApi(lens, i)),
      ...(apiIsUsual
        ? direct.map(i => withoutApi(lens, i))
        : folded(lens, direct, 'api')),
      ...noContract.map(i => withoutContract(lens, i)),
      ...(contractIsUsual
        ? notStated.map(i => withoutContract(lens, i))
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

/** How many different teams these are; owners that are gone are none. */
function livingTeams(lens: Lens, teams: number[]): number {
  const { model } = lens.context;
  return new Set(teams.filter(team => countsAsTeam(model, team))).size;
}

const consumersOf = (i: Interface) => [
  ...new Set(i.consumers.map(({ entity }) => entity)),
];

/** Someone reaches the thing itself: what it promises is whatever it happens to do. */
function withoutApi(lens: Lens, found: Interface): FindingDraft {
  const { provider, consumerTeams } = found;
  const consumers = widestFirst(lens, consumersOf(found));
  const name = lens.name(provider);
  const store = lens.isDatastore(provider);
  const teams = livingTeams(lens, consumerTeams);
  return {
    ...about(lens, provider, consumers, 'no api'),
    title: `${name}: ${count(
      teams,
      'other team needs',
      'other teams need',
    )} it with no API between`,
    summary: `${list(consumers.map(c => lens.name(c)))} ${
      consumers.length === 1 ? 'reaches' : 'reach'
    } ${
      store ? 'into its data' : 'it'
    } directly. What it promises is written nowhere, so each change of it is a change for them.`,
    evidence: [
      {
        grade: 'declared',
        source: 'spec.dependsOn',
        detail: `${count(
          consumers.length,
          'entity of another team names',
          'entities of other teams name',
        )} it itself, not an API of it`,
      },
    ],
    interventions: [
      {
        kind: 'offer-api',
        leverage: 'information-flow',
        text: `Put an API with an owner between ${name} and the teams that need it.`,
        target: lens.ref(provider),
      },
    ],
    weight: {
      extra: [
        store
          ? { points: 22, because: 'its data is reached into from other teams' }
          : { points: 4, because: 'there is no API between' },
        dependingTeams(teams),
      ],
    },
  };
}

/** An API, and nothing that says what its consumers may rely on. */
function withoutContract(lens: Lens, found: Interface): FindingDraft {
  const { provider, consumerTeams } = found;
  const consumers = widestFirst(lens, consumersOf(found));
  const unlisted = found.unknownConsumers?.length ?? 0;
  const name = lens.name(provider);
  const denied = found.contract === 'none';
  return {
    ...about(lens, provider, consumers, 'no contract'),
    title: `${name}: ${count(consumerTeams.length, 'consuming team')}, ${
      denied ? 'no contract' : 'no contract stated'
    }`,
    summary: `${list(consumers.map(c => lens.name(c)))} ${
      consumers.length === 1 ? 'calls' : 'call'
    } it. What they may rely on is ${
      denied ? 'stated to be nowhere' : 'not stated'
    }.`,
    evidence: [
      {
        grade: 'declared',
        source: 'posiwid.dev/contract, spec.definition',
        detail: denied
          ? 'Its contract is stated as none'
          : 'Neither a definition that can be read nor a contract is stated',
      },
    ],
    interventions: [
      {
        kind: 'write-contract',
        leverage: 'information-flow',
        text: `Write down what ${name} promises, and to whom.`,
        target: lens.ref(provider),
      },
    ],
    weight: {
      extra: [
        denied
          ? { points: 16, because: 'it is stated to have no contract' }
          : {
              points: 8,
              because: 'other APIs here state a contract, this one does not',
            },
        dependingTeams(consumerTeams.length),
        {
          points: unlisted > 0 ? 4 : 0,
          because: `its provider does not list ${number(
            unlisted,
          )} of its consumers`,
        },
      ],
    },
  };
}

/** What every finding of this rule says of the provider and its widest consumers. */
function about(
  lens: Lens,
  provider: number,
  consumers: number[],
  lack: string,
) {
  const named = consumers.slice(0, 3);
  return {
    cause: [lens.ref(provider), lack],
    subjects: [provider, ...named].map(e => lens.ref(e)),
    related: consumers.slice(3, 20).map(c => lens.ref(c)),
    steps: lens.stepsDown([consumers[0], provider]),
    reach: lens.reach(provider),
  };
}

const FOLDED = {
  api: {
    one: 'is needed by other teams with no API between',
    many: 'are needed by other teams with no API between',
    custom: 'Going through an API',
    source: 'spec.dependsOn',
    kind: 'offer-api',
    move: (name: string) =>
      `Offer ${name} through an API first; it reaches most.`,
  },
  contract: {
    one: 'is called by other teams and states no contract',
    many: 'are called by other teams and state no contract',
    custom: 'Stating a contract',
    source: 'spec.definition',
    kind: 'write-contract',
    move: (name: string) =>
      `Write the contract of ${name} first; it reaches most.`,
  },
};

/** Where stating it is not the custom, one line per provider team, and only where several teams meet. */
function folded(
  lens: Lens,
  found: Interface[],
  lack: keyof typeof FOLDED,
): FindingDraft[] {
  const { model } = lens.context;
  const words = FOLDED[lack];
  const byTeam = new Map<number, Interface[]>();
  for (const i of found) {
    const [team] = i.providerTeams;
    if (team !== undefined) append(byTeam, team, i);
  }
  const drafts: FindingDraft[] = [];
  for (const [team, interfaces] of byTeam) {
    const teams = livingTeams(
      lens,
      interfaces.flatMap(i => i.consumerTeams),
    );
    if (teams < FOLDED_MIN_TEAMS) continue;
    const providers = widestFirst(
      lens,
      interfaces.map(i => i.provider),
    );
    const widestOne = interfaces.find(i => i.provider === providers[0])!;
    const consumers = widestFirst(lens, consumersOf(widestOne), 6);
    const what =
      providers.length === 1
        ? `${lens.name(providers[0])} ${words.one}`
        : `${number(providers.length)} things of ${lens.teamName(team)} ${
            words.many
          }`;
    drafts.push({
      cause: [model.teams[team].ref, `no ${lack}`],
      title: `${what}: ${count(teams, 'team')}`,
      summary: `${
        words.custom
      } is not the custom in this catalog, so this is one line for all that ${lens.teamName(
        team,
      )} offers. The widest is ${lens.name(providers[0])}.`,
      subjects: providers.slice(0, 3).map(p => lens.ref(p)),
      related: [...providers.slice(3), ...consumers].map(e => lens.ref(e)),
      steps: lens.stepsDown([consumers[0], providers[0]]),
      evidence: [
        {
          grade: 'declared',
          source: words.source,
          detail: `${count(
            providers.length,
            'thing',
          )} without, needed by ${count(teams, 'other team')}`,
        },
      ],
      interventions: [
        {
          kind: words.kind,
          leverage: 'information-flow',
          text: words.move(lens.name(providers[0])),
          target: lens.ref(providers[0]),
        },
      ],
      weight: {
        extra: [
          {
            points: Math.min(34, 12 + 2 * teams + providers.length),
            because: `${count(teams, 'team')} rely on ${count(
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
  const teams = new Set(unknown.flatMap(u => lens.teamRefs(u)));
  return {
    ...about(lens, provider, unknown, 'unknown consumers'),
    title: `${name}: ${count(unknown.length, 'consumer')} of ${count(
      teams.size,
      'other team',
    )} that its provider does not list`,
    summary: `${list(unknown.map(u => lens.name(u)))} ${
      unknown.length === 1 ? 'consumes' : 'consume'
    } it. A change agreed with the consumers listed passes ${
      unknown.length === 1 ? 'it' : 'them'
    } by.`,
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
    weight: {
      extra: [
        { points: 8, because: 'its provider does not know all who consume it' },
        dependingTeams(teams.size),
      ],
    },
  };
}
