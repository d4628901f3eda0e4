import type { ReactNode } from 'react';

/** One line of the card: a term, a number, and what is behind it. */
export function Fact(props: {
  term: string;
  number: ReactNode;
  children: ReactNode;
}) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd className="n">{props.number}</dd>
      <dd>{props.children}</dd>
    </div>
  );
}
