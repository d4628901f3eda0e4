import type {
  Picture,
  Verdict,
} from '@posiwid/backstage-plugin-coupling-common';

/** What each picture is given beside its data. */
export interface PictureProps<K extends Picture['kind']> {
  picture: Extract<Picture, { kind: K }>;
  width: number;
  /** What is over the bound is drawn in its colour only where the verdict says so too. */
  verdict: Verdict;
  /** Unique on the page, for patterns. */
  id: string;
}
