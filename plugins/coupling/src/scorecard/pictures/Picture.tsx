import { styled } from '@mui/material/styles';
import type {
  Picture as PictureData,
  Verdict,
} from '@posiwid/backstage-plugin-coupling-common';
import { useId } from 'react';
import { useWidth } from '../../map/useWidth';
import { tokensOf } from '../../theme/tokens';
import { BoundPicture } from './BoundPicture';
import { DurationsPicture } from './DurationsPicture';
import { EventsPicture } from './EventsPicture';
import { HEIGHT, LEAST } from './measures';
import { MonthsPicture } from './MonthsPicture';
import { NoDataPicture } from './NoDataPicture';
import { PairPicture } from './PairPicture';
import { pictureWords } from './pictureWords';
import { SharePicture } from './SharePicture';
import { WeekdaysPicture } from './WeekdaysPicture';
import { WeeksPicture } from './WeeksPicture';

/** Wider pictures say no more. */
const MOST = 414;

const Frame = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    minWidth: 0,
    '& svg': {
      display: 'block',
      overflow: 'visible',
      fontSize: 11,
      fill: t.muted,
      fontVariantNumeric: 'tabular-nums',
    },
    '& .ink': { fill: t.text },
    '& .halo': {
      paintOrder: 'stroke',
      stroke: t.surface,
      strokeWidth: 4,
      strokeLinejoin: 'round',
    },
  };
});

function Drawing(props: {
  picture: PictureData;
  width: number;
  verdict: Verdict;
  id: string;
}) {
  const { picture, ...rest } = props;
  switch (picture.kind) {
    case 'months':
      return <MonthsPicture picture={picture} {...rest} />;
    case 'pair':
      return <PairPicture picture={picture} {...rest} />;
    case 'weekdays':
      return <WeekdaysPicture picture={picture} {...rest} />;
    case 'durations':
      return <DurationsPicture picture={picture} {...rest} />;
    case 'share':
      return <SharePicture picture={picture} {...rest} />;
    case 'weeks':
      return <WeeksPicture picture={picture} {...rest} />;
    case 'events':
      return <EventsPicture picture={picture} {...rest} />;
    case 'bound':
      return <BoundPicture picture={picture} {...rest} />;
    default:
      return <NoDataPicture picture={picture} {...rest} />;
  }
}

/** What a promise is held against, drawn in the colours of the theme; its numbers are in its text alternative. */
export function Picture(props: { picture: PictureData; verdict: Verdict }) {
  const { picture, verdict } = props;
  const [ref, measured] = useWidth<HTMLDivElement>(MOST);
  const id = useId();
  const width = Math.max(LEAST, Math.min(MOST, measured));
  const words = pictureWords(picture);
  return (
    <Frame ref={ref}>
      <svg
        role="img"
        aria-label={words}
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
      >
        <Drawing picture={picture} width={width} verdict={verdict} id={id} />
      </svg>
    </Frame>
  );
}
