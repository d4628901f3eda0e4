import type {
  EntityView,
  Finding,
} from '@posiwid/backstage-plugin-coupling-common';
import { nameOf } from '../refs';
import { count } from '../words';

/** How card and tab speak of the thing whose page this is. */
export interface Voice {
  falls: string;
  stopped: string;
  need: string;
  neededBy: string;
  /** In the middle of a sentence. */
  it: string;
}

const VOICES: Record<EntityView['kind'], Voice> = {
  entity: {
    falls: 'Falls with me',
    stopped: 'Alone stops me',
    need: 'I need',
    neededBy: 'Needs me',
    it: 'it',
  },
  team: {
    falls: 'Falls with us',
    stopped: 'Alone stops part of us',
    need: 'We need',
    neededBy: 'Needs us',
    it: 'what it owns',
  },
  system: {
    falls: 'Falls with it',
    stopped: 'Alone stops part of it',
    need: 'It needs',
    neededBy: 'Needs it',
    it: 'it',
  },
  domain: {
    falls: 'Falls with it',
    stopped: 'Alone stops part of it',
    need: 'It needs',
    neededBy: 'Needs it',
    it: 'it',
  },
};

export function voiceOf(view: EntityView): Voice {
  return VOICES[view.kind];
}

/** `5 findings, 2 critical`: how many, and how many of the worst severity there is. */
export function findingsInShort(findings: readonly Finding[]): string {
  if (findings.length === 0) {
    return 'no findings';
  }
  const worst = (['critical', 'high'] as const)
    .map(severity => ({
      severity,
      n: findings.filter(finding => finding.severity === severity).length,
    }))
    .find(({ n }) => n > 0);
  return `${count(findings.length, 'finding')}${
    worst ? `, ${worst.n} ${worst.severity}` : ''
  }`;
}

/** What is known where nothing was found. Finding nothing is not a promise that nothing is there. */
export function noFindings(view: EntityView): string {
  const { it } = voiceOf(view);
  const falls = `${count(view.fails, 'entity', 'entities')} ${
    view.fails === 1 ? 'fails' : 'fail'
  } with ${it}`;
  const stops = `${count(view.stoppedBy.count, 'thing')} alone ${
    view.stoppedBy.count === 1 ? 'stops' : 'stop'
  } ${view.kind === 'entity' ? it : `a part of ${it}`}`;
  return `No findings. ${falls}, ${stops}; couplings that nobody declared or observed cannot be found.`;
}

const MAX_STEPS = 6;

/** The chain behind a finding as one line; the middle of a long one is counted. */
export function chainInShort(chain: readonly string[]): string {
  const names = chain.map(nameOf);
  if (names.length <= MAX_STEPS) {
    return names.join(' → ');
  }
  const left = names.slice(0, MAX_STEPS - 2);
  const between = names.length - left.length - 1;
  return [...left, `${between} more`, names[names.length - 1]].join(' → ');
}
