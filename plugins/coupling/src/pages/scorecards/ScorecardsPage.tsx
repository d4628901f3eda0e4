import { FindingDrawer } from '../../components/FindingDrawer';
import { PageSheet } from '../../components/PageSheet';
import { optional } from '../../url/params';
import { useUrlState } from '../../url/useUrlState';
import { OneScorecard } from './OneScorecard';
import { ScorecardsList } from './ScorecardsList';

const PARAMS = { ref: optional() };

/** All that state a purpose, or the scorecard that `?ref=` names. */
export function ScorecardsPage() {
  const [{ ref }] = useUrlState(PARAMS);
  return (
    <PageSheet>
      {ref ? (
        <>
          <OneScorecard key={ref} scorecardRef={ref} />
          <FindingDrawer />
        </>
      ) : (
        <ScorecardsList />
      )}
    </PageSheet>
  );
}
