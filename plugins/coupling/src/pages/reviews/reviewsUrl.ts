import { flag, optional } from '../../url/params';

/** What the address of the page of reviews says: one review, one series, or the form of a series (`new`, or an id). */
export const REVIEWS_PARAMS = {
  review: optional(),
  series: optional(),
  edit: optional(),
  /** The page beside a meeting that is under way, in place of its screen. */
  beside: flag(false),
};

/** The form for a series that is not there yet. */
export const NEW = 'new';
