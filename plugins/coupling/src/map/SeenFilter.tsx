import type { SeenCounts } from '@posiwid/backstage-plugin-coupling-common';
import { Choices } from './Choices';
import { SEEN, type ChangeMap, type MapState } from './mapUrl';
import { SEEN_WORDS } from './seenWords';

/** Which couplings are shown, by how they are known, with how many of each there are. */
export function SeenFilter(props: {
  state: MapState;
  counts?: SeenCounts;
  onChange: ChangeMap;
}) {
  const { state, counts, onChange } = props;
  const words = Object.fromEntries(
    SEEN.map(seen => {
      const n = seen === 'all' ? undefined : counts?.[seen];
      const word = SEEN_WORDS[seen];
      return [seen, n === undefined ? word : `${word} (${n})`];
    }),
  ) as Record<MapState['seen'], string>;
  return (
    <Choices
      label="Couplings"
      value={state.seen}
      words={words}
      onChange={seen => onChange({ seen })}
    />
  );
}
