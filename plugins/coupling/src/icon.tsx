import type { ReactElement } from 'react';

/** Two circles that overlap. */
export const couplingIcon: ReactElement = (
  <svg
    width="1em"
    height="1em"
    viewBox="0 0 18 18"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    aria-hidden
  >
    <circle cx="6.5" cy="9" r="4.7" />
    <circle cx="11.5" cy="9" r="4.7" />
  </svg>
);
