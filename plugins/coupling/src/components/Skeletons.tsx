import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';

const Stack = styled('div')({ display: 'grid', rowGap: 10 });

/** As faint as the rules of a table: what is on its way should not weigh more than what comes. */
const Faint = styled(Skeleton)({ opacity: 0.45 });

/** Rows of a table that is on its way. */
export function RowsSkeleton(props: { rows?: number; height?: number }) {
  const { rows = 8, height = 24 } = props;
  return (
    <Stack role="status" aria-label="Loading" aria-busy="true">
      {Array.from({ length: rows }, (_, i) => (
        <Faint key={i} variant="rectangular" height={height} />
      ))}
    </Stack>
  );
}

/** A whole page that is on its way: its sentence, then rows. */
export function PageSkeleton() {
  return (
    <Stack>
      <Faint variant="rectangular" width="55%" height={28} />
      <Faint variant="rectangular" width="35%" height={16} />
      <RowsSkeleton rows={10} />
    </Stack>
  );
}
