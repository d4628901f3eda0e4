/** Collectors and the sources that observations name, as one list: a collector is the source of what it sends. */
import type {
  EvidenceCollector,
  EvidenceHealth,
  EvidenceSource,
  EvidenceState,
} from '@posiwid/backstage-plugin-coupling-common';
import { count } from '../../words';

export interface Spoken {
  id: string;
  title: string;
  /** The worse of the two. */
  state: EvidenceState;
  collector?: EvidenceCollector;
  source?: EvidenceSource;
}

/** Worst first. */
export const STATES: readonly EvidenceState[] = [
  'failing',
  'late',
  'silent',
  'never',
  'ok',
];

export const STATE_WORDS: Record<EvidenceState, string> = {
  ok: 'speaks',
  late: 'late',
  failing: 'failing',
  silent: 'silent',
  never: 'not heard yet',
};

function worse(a: EvidenceState, b: EvidenceState): EvidenceState {
  // A source that speaks through other ways than its collector is heard.
  if (a === 'never') return b;
  return STATES.indexOf(a) <= STATES.indexOf(b) ? a : b;
}

/** The worst first, then by name. */
export function spokenOf(health: EvidenceHealth): Spoken[] {
  const sources = new Map(health.sources.map(each => [each.source, each]));
  const collected = health.collectors.map(collector => {
    const source = sources.get(collector.id);
    sources.delete(collector.id);
    return {
      id: collector.id,
      title: collector.title,
      state: source ? worse(collector.state, source.state) : collector.state,
      collector,
      source,
    };
  });
  const sent = [...sources.values()].map(source => ({
    id: source.source,
    title: source.source,
    state: source.state,
    source,
  }));
  return [...collected, ...sent].sort(
    (a, b) =>
      STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
      (a.title < b.title ? -1 : 1),
  );
}

/** `4 sources speak; 1 is failing, 1 is silent`. */
export function evidenceHeadline(spoken: readonly Spoken[]): string {
  if (spoken.length === 0) {
    return 'Nothing was observed yet';
  }
  const of = (state: EvidenceState) =>
    spoken.filter(each => each.state === state).length;
  const ok = of('ok');
  const heard =
    ok === 0
      ? 'No source speaks'
      : `${count(ok, 'source')} ${ok === 1 ? 'speaks' : 'speak'}`;
  const rest = (['failing', 'late', 'silent', 'never'] as const)
    .filter(state => of(state) > 0)
    .map(state =>
      state === 'never'
        ? `${of(state)} ${of(state) === 1 ? 'was' : 'were'} not heard yet`
        : `${of(state)} ${of(state) === 1 ? 'is' : 'are'} ${
            STATE_WORDS[state]
          }`,
    );
  return rest.length > 0 ? `${heard}; ${rest.join(', ')}` : heard;
}
