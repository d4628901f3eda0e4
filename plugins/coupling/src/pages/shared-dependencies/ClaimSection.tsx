import { styled } from '@mui/material/styles';
import type {
  ClaimSummary,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import { useId, useState, type ReactNode } from 'react';
import { EntityLink } from '../../components/EntityLink';
import { Section } from '../../components/Section';
import { RowsSkeleton } from '../../components/Skeletons';
import { EmptyState, QueryState } from '../../components/States';
import { Act, Muted } from '../../components/styled';
import {
  ClaimDetail,
  ClaimTable,
  ClaimTabs,
  useClaims,
} from '../../independence';

/** Claims that are read at once; more are found with the team filter. */
const LIMIT = 100;
/** Claims that stand as tabs where no shared thing is chosen. */
const TABS = 5;
/** Rows of the list before the reader asks for all. */
const SHOWN = 12;

const Part = styled('div')({ marginTop: 26 });

interface Chosen {
  thing?: string;
  claim?: string;
}

interface Choice extends Chosen {
  scope: QueryOf<'listClaims'>;
  onChoose: (chosen: Chosen) => void;
}

function NoClaims() {
  return (
    <EmptyState title="No claim of redundancy is stated">
      <p>
        Where several things stand in for each other, say so on each of them
        with <code>posiwid.dev/redundancy-group</code>, on one that runs in
        several places with <code>posiwid.dev/spread-over</code> or{' '}
        <code>posiwid.dev/instances</code>. The next analysis then finds what
        they fall with all the same.
      </p>
    </EmptyState>
  );
}

function Tabs(props: {
  before: ReactNode;
  label: string;
  claims: readonly ClaimSummary[];
  claim: string;
  onClaim: (id: string) => void;
}) {
  const { before, label, claims, claim, onClaim } = props;
  const panel = useId();
  return (
    <>
      <ClaimTabs
        before={before}
        label={label}
        claims={claims}
        chosen={claim}
        panel={panel}
        onChoose={onClaim}
      />
      <div role="tabpanel" id={panel} aria-label={label}>
        <ClaimDetail id={claim} />
      </div>
    </>
  );
}

/** The claims that one shared thing defeats alone, as tabs. */
function ClaimsOfThing(props: Choice & { thing: string }) {
  const { scope, thing, claim, onChoose } = props;
  const query = useClaims({ ...scope, defeatedBy: thing, limit: LIMIT });
  const all = (
    <Act
      type="button"
      onClick={() => onChoose({ thing: undefined, claim: undefined })}
    >
      All claims
    </Act>
  );
  return (
    <QueryState query={query} skeleton={<RowsSkeleton />}>
      {({ items }) =>
        items.length === 0 ? (
          <p>
            <EntityLink entityRef={thing} kind />{' '}
            <Muted>alone defeats no claim of redundancy.</Muted> {all}
          </p>
        ) : (
          <Tabs
            before={
              <>
                <EntityLink entityRef={thing} kind /> <b>defeats</b>
              </>
            }
            label="Claims that it defeats"
            claims={items}
            claim={items.some(({ id }) => id === claim) ? claim! : items[0].id}
            onClaim={id => onChoose({ claim: id })}
          />
        )
      }
    </QueryState>
  );
}

/** The first claims as tabs, the chosen one among them. */
function firstClaims(
  items: readonly ClaimSummary[],
  claim: string | undefined,
): ClaimSummary[] {
  const first = items.slice(0, TABS);
  const chosen = items.find(({ id }) => id === claim);
  return chosen && !first.includes(chosen) ? [...first, chosen] : first;
}

/**
 * Claims of redundancy, below the inventory: the chosen one held against what its members share, then the list of all.
 * Which thing and which claim are chosen is in the address.
 */
export function ClaimSection(props: Choice) {
  const { scope, thing, claim, onChoose } = props;
  const query = useClaims({ ...scope, limit: LIMIT });
  const [all, setAll] = useState(false);
  return (
    <QueryState query={query} skeleton={<RowsSkeleton />}>
      {({ items, headline, total, hidden }) => {
        if (items.length === 0 && !claim) {
          return (
            <Part>
              <NoClaims />
            </Part>
          );
        }
        const chosen = claim ?? items[0].id;
        const shown = all ? items : items.slice(0, SHOWN);
        return (
          <>
            <Part>
              {thing ? (
                <ClaimsOfThing {...props} thing={thing} />
              ) : (
                <Tabs
                  before={<b>Held against what is shared</b>}
                  label="Claims of redundancy"
                  claims={firstClaims(items, chosen)}
                  claim={chosen}
                  onClaim={id => onChoose({ claim: id })}
                />
              )}
            </Part>
            <Part>
              <Section
                title="Claims of redundancy"
                aside={
                  <>
                    {headline}
                    {hidden > 0 &&
                      `; ${hidden} more have members that you may not read`}
                  </>
                }
              >
                <ClaimTable
                  claims={shown}
                  chosen={thing ? claim : chosen}
                  onChoose={id => onChoose({ thing: undefined, claim: id })}
                />
                {items.length > shown.length && (
                  <Act type="button" onClick={() => setAll(true)}>
                    {items.length - shown.length} more
                  </Act>
                )}
                {total > items.length && (
                  <Muted>
                    {' '}
                    {total - items.length} more are not listed: narrow by team.
                  </Muted>
                )}
              </Section>
            </Part>
          </>
        );
      }}
    </QueryState>
  );
}
