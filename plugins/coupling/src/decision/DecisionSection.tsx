import { styled } from '@mui/material/styles';
import type {
  Decision,
  DecisionList,
  Finding,
} from '@posiwid/backstage-plugin-coupling-common';
import { useRef, useState } from 'react';
import { messageOf } from '../api/errors';
import { Section } from '../components/Section';
import { RowsSkeleton } from '../components/Skeletons';
import { QueryState } from '../components/States';
import { Act, Muted, Unseen } from '../components/styled';
import { count } from '../words';
import { DecisionForm } from './DecisionForm';
import { DecisionHistory } from './DecisionHistory';
import { FORM_KINDS, FORMS, type FormKind } from './forms';
import { lastToAgreeWith, lastToTakeBack } from './history';
import { StandingLine } from './StandingLine';
import { STANDING_WORDS } from './standingWords';
import { useDecisions } from './useDecide';

const Acts = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 16,
  rowGap: 2,
  margin: '8px 0 0',
});

/** The decision that a kind is about, where it is about one. */
function subjectOf(
  kind: FormKind,
  decisions: readonly Decision[],
): Decision | undefined {
  switch (kind) {
    case 'withdraw':
      return lastToTakeBack(decisions);
    case 'second':
      return lastToAgreeWith(decisions);
    default:
      return undefined;
  }
}

function Actions(props: {
  may: readonly FormKind[];
  open: FormKind | undefined;
  onOpen: (kind: FormKind) => void;
}) {
  const { may, open, onOpen } = props;
  return (
    <Acts role="group" aria-label="Decide">
      {may.map(kind => (
        <Act
          key={kind}
          type="button"
          data-kind={kind}
          aria-expanded={kind === open}
          onClick={() => onOpen(kind)}
        >
          {FORMS[kind].act}
        </Act>
      ))}
    </Acts>
  );
}

function Decisions(props: { finding: Finding; list: DecisionList }) {
  const { finding, list } = props;
  const [open, setOpen] = useState<FormKind>();
  const [said, setSaid] = useState('');
  const frame = useRef<HTMLDivElement>(null);
  const may = FORM_KINDS.filter(kind => list.may.includes(kind));
  // The focus returns to where the form was opened from; what is possible may have changed meanwhile.
  const close = (kind: FormKind) => {
    setOpen(undefined);
    setTimeout(() => {
      const actions =
        frame.current?.querySelectorAll<HTMLElement>('[data-kind]');
      const opener = [...(actions ?? [])].find(
        each => each.dataset.kind === kind,
      );
      (opener ?? actions?.[0] ?? frame.current)?.focus();
    });
  };
  return (
    <div ref={frame} tabIndex={-1} style={{ outline: 'none' }}>
      <StandingLine standing={list.standing} />
      {may.length > 0 ? (
        <Actions
          may={may}
          open={open}
          onOpen={kind => setOpen(kind === open ? undefined : kind)}
        />
      ) : (
        <p>
          <Muted>
            You may read these decisions and not add to them. Deciding takes the
            permission <code>coupling.decision.create</code> for this finding.
          </Muted>
        </p>
      )}
      {open && (
        <DecisionForm
          key={open}
          findingId={finding.id}
          kind={open}
          finding={finding}
          position={list.standing.position}
          of={subjectOf(open, list.items)}
          onDone={({ standing }) => {
            setSaid(`Decided. It stands: ${STANDING_WORDS[standing.state]}.`);
            close(open);
          }}
          onCancel={() => close(open)}
        />
      )}
      <Unseen role="status">{said}</Unseen>
      {list.items.length > 0 && <DecisionHistory decisions={list.items} />}
    </div>
  );
}

/**
 * Where a finding stands, what was decided about it, and what the reader may decide now. A form that is open stays so while the
 * network is away.
 */
export function DecisionSection(props: { finding: Finding }) {
  const { finding } = props;
  const query = useDecisions(finding.id);
  const decided = query.data?.items.length ?? 0;
  return (
    <Section
      title="Decisions"
      aside={decided > 0 ? count(decided, 'decision') : undefined}
    >
      {query.data ? (
        <>
          <Decisions key={finding.id} finding={finding} list={query.data} />
          {query.isError && (
            <p role="status">
              <Muted>
                This may be old: {messageOf(query.error)}{' '}
                <Act type="button" onClick={() => query.refetch()}>
                  Read again
                </Act>
              </Muted>
            </p>
          )}
        </>
      ) : (
        <QueryState
          query={query}
          skeleton={<RowsSkeleton rows={2} height={18} />}
        >
          {() => null}
        </QueryState>
      )}
    </Section>
  );
}
