import type { PolicyState } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import {
  AccentLink,
  Act,
  CopyLink,
  Headline,
  LeavesOut,
  PageSheet,
  QueryState,
} from '../../components';
import { dayWords } from '../../decision/calendar';
import { useCouplingPaths } from '../../url/paths';
import { readDraft, type Draft } from './draft';
import { PolicyFields } from './PolicyFields';
import { PolicyHistory } from './PolicyHistory';
import { policyHeadline, sourcesSentence } from './policyWords';
import { usePolicy } from './queries';
import { SaveForm } from './SaveForm';

function Second(props: { state: PolicyState }) {
  const { fields, versions, mayUpdate } = props.state;
  const announced = versions.filter(({ state }) => state === 'announced');
  return (
    <>
      {sourcesSentence(fields)}
      {announced.map(({ version, countsFrom }) => (
        <span key={version}>
          {' '}
          Version {version} is announced for {dayWords(countsFrom)}.
        </span>
      ))}
      {!mayUpdate && (
        <>
          {' '}
          Changing it takes the permission <code>coupling.policy.update</code>.
        </>
      )}
    </>
  );
}

function View(props: { state: PolicyState }) {
  const { state } = props;
  const [draft, setDraft] = useState<Draft>();
  const overview = useCouplingPaths().page('overview');
  const read = readDraft(state.fields, draft ?? {});
  const stop = () => setDraft(undefined);
  return (
    <>
      <Headline
        sentence={policyHeadline(state)}
        second={<Second state={state} />}
        controls={
          <>
            {overview && <AccentLink to={overview}>Overview</AccentLink>}
            {state.mayUpdate && !draft && (
              <Act type="button" onClick={() => setDraft({})}>
                Change it
              </Act>
            )}
            <CopyLink />
          </>
        }
      />
      <PolicyFields
        state={state}
        draft={draft}
        problems={read.problems}
        changed={read.changed}
        onChange={(key, raw) => setDraft(before => ({ ...before, [key]: raw }))}
      />
      {draft && (
        <SaveForm state={state} read={read} onSaved={stop} onCancel={stop} />
      )}
      <PolicyHistory state={state} />
      <LeavesOut>
        what domains ask for themselves in the catalog (
        <code>posiwid.dev/policy</code>), and the policy files of the command
        line
      </LeavesOut>
    </>
  );
}

function Policy() {
  return (
    <QueryState query={usePolicy()}>
      {state => <View state={state} />}
    </QueryState>
  );
}

/** What findings are held against: each value with where it comes from, and for those who may, to change. */
export function PolicyPage() {
  return (
    <PageSheet>
      <Policy />
    </PageSheet>
  );
}
