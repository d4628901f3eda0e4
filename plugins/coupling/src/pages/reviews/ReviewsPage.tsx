import { PageSheet } from '../../components';
import { useUrlState } from '../../url/useUrlState';
import { ReviewPage } from './ReviewPage';
import { ReviewsList } from './ReviewsList';
import { REVIEWS_PARAMS } from './reviewsUrl';
import { SeriesPage } from './SeriesPage';

function Reviews() {
  const [{ review, series }] = useUrlState(REVIEWS_PARAMS);
  if (review !== undefined) return <ReviewPage key={review} id={review} />;
  if (series !== undefined) return <SeriesPage key={series} id={series} />;
  return <ReviewsList />;
}

/** The tab Reviews: every series, one series, or one review before, in and after its meeting. */
export function ReviewsPage() {
  return (
    <PageSheet>
      <Reviews />
    </PageSheet>
  );
}
