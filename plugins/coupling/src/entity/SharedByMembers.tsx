import type {
  ClaimSummary,
  EntityView,
} from '@posiwid/backstage-plugin-coupling-common';
import { AccentLink, QueryState, RowsSkeleton, Section } from '../components';
import { IndependenceRegister, useClaim, useClaimsOf } from '../independence';
import { useCouplingPaths } from '../url/paths';
import { enoughWords, sharedTitle } from './claimVoice';

/** Claims whose register is shown; an entity rarely is part of more. */
const SHOWN = 3;

function Register(props: { claim: ClaimSummary }) {
  const { claim } = props;
  const query = useClaim(claim.id);
  const to = useCouplingPaths().claim(claim.id);
  const title = sharedTitle(claim);
  return (
    <Section
      title={title}
      aside={
        <>
          one bar is one failure; {enoughWords(claim)}
          {to && (
            <>
              {' · '}
              <AccentLink to={to}>Risk groups</AccentLink>
            </>
          )}
        </>
      }
    >
      <QueryState query={query} skeleton={<RowsSkeleton rows={5} />}>
        {({ register }) => (
          <IndependenceRegister register={register} label={title} />
        )}
      </QueryState>
    </Section>
  );
}

/** What is under all, or some, of the copies that it claims to have, or to be one of. */
export function SharedByMembers(props: { view: EntityView }) {
  const { view } = props;
  const { data } = useClaimsOf(view.ref, view.kind === 'entity');
  return (
    <>
      {data?.items.slice(0, SHOWN).map(claim => (
        <Register key={claim.id} claim={claim} />
      ))}
    </>
  );
}
