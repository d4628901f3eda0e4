import { useApi } from '@backstage/frontend-plugin-api';
import { styled } from '@mui/material/styles';
import type {
  Finding,
  SeriesView,
} from '@posiwid/backstage-plugin-coupling-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { couplingApiRef } from '../api/couplingApiRef';
import { messageOf } from '../api/errors';
import { ROOT } from '../api/queries';
import { AccentLink, Act, Muted } from '../components/styled';
import { useCouplingPaths } from '../url/paths';
import { isOn, putOnAgenda, takeBack, type PutOn } from './agendaEdits';
import { useAgenda, usePutReview, useSeriesList } from './queries';
import { dateWords, whenOf } from './reviewWords';

const Panel = styled('div')({ flexBasis: '100%', margin: '4px 0 0' });

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 10,
    padding: '2px 0',
    overflowWrap: 'anywhere',
  },
  '& button': { whiteSpace: 'normal', textAlign: 'left' },
});

/** Puts a finding on, or takes it off again; whoever shows agendas and reviews reads them anew. */
function useChange(findingId: string) {
  const client = useApi(couplingApiRef);
  const queryClient = useQueryClient();
  const putReview = usePutReview();
  return useMutation({
    mutationFn: async (to: { series: string } | { undo: PutOn }) => {
      if ('series' in to) return putOnAgenda(client, to.series, findingId);
      const review = await takeBack(client, to.undo, findingId);
      return { review, wasRemoved: false };
    },
    onSuccess: ({ review }) => {
      putReview(review);
      for (const name of ['agenda', 'series', 'reviews']) {
        queryClient.invalidateQueries({ queryKey: [ROOT, name] });
      }
    },
  });
}

/** One series: when it meets next, and whether the finding is on its agenda already. */
function Series(props: {
  series: SeriesView;
  findingId: string;
  disabled: boolean;
  onChoose: () => void;
}) {
  const { series, findingId, disabled, onChoose } = props;
  const { id, settings, open } = series;
  const agenda = useAgenda(id);
  const at = agenda.data?.items.findIndex(({ key }) => key === findingId) ?? -1;
  const when = whenOf(series);
  const day = when && dateWords(when, settings.timezone);
  if (open?.state === 'running') {
    return (
      <li>
        {settings.name}{' '}
        <Muted>is under way; its agenda no longer changes</Muted>
      </li>
    );
  }
  if (at >= 0) {
    return (
      <li>
        {settings.name} <Muted>has it already, as item {at + 1}</Muted>
      </li>
    );
  }
  return (
    <li>
      <Act type="button" disabled={disabled || !when} onClick={onChoose}>
        {settings.name}
      </Act>
      <Muted>{day ?? 'does not meet again'}</Muted>
    </li>
  );
}

/** Where it was put, with the way there and the way back; or that it was taken off. */
function Done(props: { put: PutOn; on: boolean; onUndo: () => void }) {
  const { put, on, onUndo } = props;
  const { id, series, items, plannedAt } = put.review;
  const { name, timezone } = series.settings;
  const to = useCouplingPaths().review(id);
  if (!on) {
    return <>Taken off the agenda of {name} again.</>;
  }
  return (
    <>
      On the agenda of {to ? <AccentLink to={to}>{name}</AccentLink> : name},{' '}
      {dateWords(plannedAt, timezone)}, {items.length} items.{' '}
      <Act type="button" onClick={onUndo}>
        Undo
      </Act>
    </>
  );
}

/**
 * Puts a finding on the agenda of the next review of a series. Nothing for who may not run reviews, where there is no series, and
 * for what is not found any more.
 */
export function PutOnAgenda(props: { finding: Finding }) {
  const { finding } = props;
  const series = useSeriesList();
  const [open, setOpen] = useState(false);
  const panelId = useId();
  const change = useChange(finding.id);
  const current = series.data?.items.filter(({ retired }) => !retired) ?? [];
  const isFound = finding.status !== 'resolved';
  if (!series.data?.mayRun || current.length === 0 || !isFound) {
    return null;
  }
  const put = change.data;
  return (
    <>
      <Act
        type="button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => setOpen(!open)}
      >
        Put on an agenda
      </Act>
      <Panel id={panelId} hidden={!open && !put && !change.isError}>
        <div role="status">
          {put && (
            <Done
              put={put}
              on={isOn(put.review, finding.id)}
              onUndo={() => change.mutate({ undo: put })}
            />
          )}
        </div>
        <div role="alert">{change.isError && messageOf(change.error)}</div>
        {open && (
          <List aria-label="Next reviews">
            {current.map(each => (
              <Series
                key={each.id}
                series={each}
                findingId={finding.id}
                disabled={change.isPending}
                onChoose={() => {
                  setOpen(false);
                  change.mutate({ series: each.id });
                }}
              />
            ))}
          </List>
        )}
      </Panel>
    </>
  );
}
