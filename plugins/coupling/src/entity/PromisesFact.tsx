import type {
  EntityView,
  Scorecard,
} from '@posiwid/backstage-plugin-coupling-common';
import { statusCodeOf } from '../api/errors';
import { AccentLink, Muted, Num } from '../components';
import { VerdictTally, useScorecard } from '../scorecard';
import { promisesIn } from '../scorecard/scorecardWords';
import { useCouplingPaths } from '../url/paths';
import { count } from '../words';
import { Fact } from './Fact';

/** Nothing is promised: the purpose alone, or that there is none. */
function Unpromised(props: { view: EntityView; scorecard: Scorecard }) {
  const { view, scorecard } = props;
  const to = useCouplingPaths().scorecard(view.ref);
  if (view.kind === 'team') {
    return null;
  }
  return (
    <Fact term="Purpose" number={<Muted>–</Muted>}>
      {scorecard.stated ? (
        <>
          “{scorecard.stated.text}” <Muted>and no promise</Muted>
        </>
      ) : (
        <Muted>none is stated</Muted>
      )}
      {to && (
        <>
          {' '}
          <AccentLink to={to}>State one</AccentLink>
        </>
      )}
    </Fact>
  );
}

/** How its promises stand; where one is contradicted, what it does instead. */
export function PromisesFact(props: { view: EntityView }) {
  const { view } = props;
  const { data, error } = useScorecard(view.ref);
  const to = useCouplingPaths().scorecard(view.ref);
  if (error && statusCodeOf(error) !== 404) {
    return (
      <Fact term="Promises" number={<Muted>–</Muted>}>
        <Muted>could not be read</Muted>
      </Fact>
    );
  }
  if (!data) {
    return null;
  }
  const all = promisesIn(data.verdicts);
  if (all === 0) {
    return <Unpromised view={view} scorecard={data} />;
  }
  const { contradicted } = data.verdicts;
  return (
    <Fact
      term="Promises contradicted"
      number={
        <Num
          value={contradicted}
          to={to}
          label={`${contradicted} of ${count(all, 'promise')} of ${
            view.title
          } are contradicted`}
        />
      }
    >
      {contradicted > 0 && <div>{data.does}</div>}
      <Muted>
        <VerdictTally verdicts={data.verdicts} />
      </Muted>
    </Fact>
  );
}
