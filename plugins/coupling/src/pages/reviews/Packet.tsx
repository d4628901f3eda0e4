import { styled } from '@mui/material/styles';
import type { AgendaEdit } from '@posiwid/backstage-plugin-coupling-common';
import { useEffect, useRef, useState } from 'react';
import { useFindings } from '../../api/queries';
import {
  AccentLink,
  Act,
  CopyLink,
  EmptyState,
  Headline,
  LeavesOut,
  Muted,
  QueryState,
  RowsSkeleton,
  Section,
  SeverityMark,
  Unseen,
} from '../../components';
import { SearchField } from '../../components/SearchField';
import { Downloads } from '../../review/Downloads';
import { Buttons, Solid } from '../../review/fields';
import { ON_SCREEN, PRINTED, PrintStyles } from '../../review/print';
import { RemarkForm } from '../../review/RemarkForm';
import {
  agendaSentence,
  dateWords,
  dayWords,
  hourWords,
} from '../../review/reviewWords';
import type { MeetingActs } from '../../review/useMeeting';
import { tokensOf } from '../../theme/tokens';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';
import { fillScreen } from './meeting/fullScreen';
import { ItemDetails, ItemFrame, ItemHead, ItemList } from './PacketItem';
import { Offline, Setbacks } from './Setbacks';

const Sheet = styled('div')({
  // Details may be folded away on the screen, never on paper.
  '@media screen': { '&[data-brief] .details': { display: 'none' } },
});

const Beyond = styled('li')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    borderTop: `2px dashed ${t.faint}`,
    padding: '6px 0 4px 42px',
    color: t.muted,
  };
});

/** Searches a finding to put on the agenda. */
function AddItem(props: {
  there: readonly string[];
  onAdd: (id: string, title: string) => void;
}) {
  const { there, onAdd } = props;
  const [q, setQ] = useState('');
  const query = useFindings({ q, limit: 8 });
  return (
    <div className={ON_SCREEN}>
      <SearchField label="Put a finding on it" value={q} onChange={setQ} />
      {q !== '' && (
        <QueryState query={query} skeleton={<RowsSkeleton rows={2} />}>
          {({ items }) => (
            <ul
              aria-label="Findings to add"
              style={{ listStyle: 'none', margin: '6px 0', padding: 0 }}
            >
              {items
                .filter(({ id }) => !there.includes(id))
                .map(({ id, title, severity }) => (
                  <li key={id} style={{ padding: '2px 0' }}>
                    <SeverityMark severity={severity} />{' '}
                    <Act
                      type="button"
                      aria-label={`Add ${title}`}
                      style={{ whiteSpace: 'normal', textAlign: 'left' }}
                      onClick={() => onAdd(id, title)}
                    >
                      {title}
                    </Act>
                  </li>
                ))}
              {items.length === 0 && (
                <li>
                  <Muted>No open finding is called that</Muted>
                </li>
              )}
            </ul>
          )}
        </QueryState>
      )}
    </div>
  );
}

/** Changes to the agenda by hand, and the way back. */
function useEditing(meeting: MeetingActs) {
  const { review } = meeting;
  const [undo, setUndo] = useState<{ edit: AgendaEdit; what: string }[]>([]);
  const [said, setSaid] = useState('');
  const edit = review.edit ?? {};
  const keys = review.items.map(({ item }) => item.key);
  // A button that moves with its item loses the focus; it is given back, so that one can go on moving.
  const moved = useRef<{ key: string; by: 1 | -1 }>();
  const order = keys.join(' ');
  useEffect(() => {
    if (!moved.current) return;
    const { key, by } = moved.current;
    moved.current = undefined;
    focusMover(key, by);
  }, [order]);
  const apply = (next: AgendaEdit, what: string) => {
    setUndo(before => [...before, { edit, what }]);
    setSaid(what);
    meeting.edit(next);
  };
  return {
    said,
    undoable: undo[undo.length - 1]?.what,
    add: (id: string, title: string) =>
      apply(
        {
          ...edit,
          added: [...new Set([...(edit.added ?? []), id])],
          removed: (edit.removed ?? []).filter(key => key !== id),
        },
        `added ${title}`,
      ),
    remove: (key: string, title: string) =>
      apply(
        { ...edit, removed: [...new Set([...(edit.removed ?? []), key])] },
        `took off ${title}`,
      ),
    move: (key: string, title: string, by: 1 | -1) => {
      const at = keys.indexOf(key);
      const wanted = keys.filter(each => each !== key);
      wanted.splice(at + by, 0, key);
      moved.current = { key, by };
      apply({ ...edit, order: wanted }, `moved ${title} to ${at + by + 1}`);
    },
    undo: () => {
      const last = undo[undo.length - 1];
      if (!last) return;
      setUndo(undo.slice(0, -1));
      setSaid(`undone: ${last.what}`);
      meeting.edit(last.edit);
    },
  };
}

/** At the end of the list, where a mover can go no further, the other way. */
function focusMover(key: string, by: 1 | -1) {
  const movers = [
    ...document.querySelectorAll<HTMLButtonElement>('[data-mover]'),
  ];
  const find = (way: number) =>
    movers.find(
      ({ dataset, disabled }) => dataset.mover === `${key} ${way}` && !disabled,
    );
  (find(by) ?? find(-by))?.focus();
}

function ItemControls(props: {
  n: number;
  of: number;
  item: { key: string; title: string };
  editing: ReturnType<typeof useEditing>;
}) {
  const { n, of, item, editing } = props;
  const { key, title } = item;
  return (
    <>
      <Act
        type="button"
        disabled={n === 1}
        data-mover={`${key} -1`}
        aria-label={`Move up: ${title}`}
        onClick={() => editing.move(key, title, -1)}
      >
        ↑
      </Act>
      <Act
        type="button"
        disabled={n === of}
        data-mover={`${key} 1`}
        aria-label={`Move down: ${title}`}
        onClick={() => editing.move(key, title, 1)}
      >
        ↓
      </Act>
      <Act
        type="button"
        aria-label={`Take off: ${title}`}
        onClick={() => editing.remove(key, title)}
      >
        Take off
      </Act>
    </>
  );
}

function CallOff(props: { onCallOff: (reason: string) => void }) {
  const [asking, setAsking] = useState(false);
  return asking ? (
    <RemarkForm
      label="Why is it called off?"
      act="Call it off"
      onSend={props.onCallOff}
      onCancel={() => setAsking(false)}
    />
  ) : (
    <Act type="button" className={ON_SCREEN} onClick={() => setAsking(true)}>
      Call the review off
    </Act>
  );
}

/** Before the meeting: what it will be about, to read, to order and to print. */
export function Packet(props: {
  meeting: MeetingActs;
  lost: boolean;
  onEnter: () => void;
}) {
  const { meeting, lost, onEnter } = props;
  const { review, outbox } = meeting;
  const { series, agenda, items, number, plannedAt, state, mayRun } = review;
  const { settings } = series;
  const [brief, setBrief] = useState(false);
  const editing = useEditing(meeting);
  const paths = useCouplingPaths();
  const seriesTo = paths.series(series.id);
  const running = state === 'running';
  const mayEdit = mayRun && state === 'called';
  const { timezone } = settings;
  const starting = outbox.unsent.some(
    change => change.kind === 'event' && change.body.kind === 'started',
  );
  const over = items.length - agenda.fits;
  return (
    <>
      <PrintStyles title={`${settings.name}, no. ${number}`} />
      <Offline lost={lost} />
      <Setbacks meeting={meeting} />
      <Sheet className={PRINTED} data-brief={brief || undefined}>
        <Headline
          sentence={
            running
              ? `${settings.name} is under way: ${agendaSentence(agenda)}`
              : `${settings.name} on ${dayWords(
                  plannedAt,
                  timezone,
                )}: ${agendaSentence(agenda)}`
          }
          second={
            <>
              No. {number}, {dateWords(plannedAt, timezone)}{' '}
              {hourWords(plannedAt, timezone)} {timezone}, {settings.minutes}{' '}
              min
              {agenda.since &&
                `, what changed since ${dateWords(agenda.since, timezone)}`}
              .{' '}
              {seriesTo && (
                <AccentLink className={ON_SCREEN} to={seriesTo}>
                  The series
                </AccentLink>
              )}
            </>
          }
          controls={
            <span className={ON_SCREEN}>
              <Buttons>
                {running && (
                  <Solid type="button" onClick={onEnter}>
                    Open the meeting
                  </Solid>
                )}
                {mayEdit && (
                  <Solid
                    type="button"
                    disabled={starting || items.length === 0}
                    onClick={() => {
                      fillScreen();
                      onEnter();
                      meeting.happen({ kind: 'started' });
                    }}
                  >
                    {starting ? 'Starting…' : 'Start the meeting'}
                  </Solid>
                )}
                <CopyLink />
                <Downloads
                  files={[
                    {
                      title: 'Markdown',
                      name: `${review.id}-packet.md`,
                      read: client =>
                        client.exportPacket(review.id, { format: 'markdown' }),
                    },
                    {
                      title: 'CSV',
                      name: `${review.id}-items.csv`,
                      read: client =>
                        client.exportPacket(review.id, { format: 'csv' }),
                    },
                  ]}
                />
              </Buttons>
            </span>
          }
        />
        <Section
          title="Agenda"
          aside={
            <Buttons className={ON_SCREEN}>
              {editing.undoable && mayEdit && (
                <Act
                  type="button"
                  aria-label={`Undo: ${editing.undoable}`}
                  onClick={editing.undo}
                >
                  Undo
                </Act>
              )}
              <Act
                type="button"
                aria-pressed={brief}
                onClick={() => setBrief(!brief)}
              >
                {brief ? 'With details' : 'Titles only'}
              </Act>
            </Buttons>
          }
        >
          <Unseen role="status">{editing.said}</Unseen>
          {items.length === 0 ? (
            <EmptyState title="Nothing is on the agenda">
              <p>
                Nothing is new, worse, back, overdue or about to lapse.
                {mayEdit &&
                  ' Put a finding on it by hand, or call the review off.'}
              </p>
            </EmptyState>
          ) : (
            <ItemList aria-label="Agenda">
              {items.flatMap((each, i) => [
                i === agenda.fits && over > 0 ? (
                  <Beyond key="beyond" data-leads>
                    Beyond the {settings.minutes} minutes: {count(over, 'item')}
                  </Beyond>
                ) : null,
                <ItemFrame
                  key={each.item.key}
                  data-beyond={i >= agenda.fits || undefined}
                >
                  <span className="n">{i + 1}</span>
                  <div>
                    <ItemHead item={each} />
                    {each.finding && (
                      <div className="details">
                        <ItemDetails finding={each.finding} />
                      </div>
                    )}
                  </div>
                  <Buttons className="acts">
                    <Muted>{each.item.minutes} min</Muted>
                    {mayEdit && (
                      <ItemControls
                        n={i + 1}
                        of={items.length}
                        item={each.item}
                        editing={editing}
                      />
                    )}
                  </Buttons>
                </ItemFrame>,
              ])}
            </ItemList>
          )}
          {mayEdit && (
            <AddItem
              there={items.map(({ item }) => item.key)}
              onAdd={editing.add}
            />
          )}
        </Section>
        <Gone title="No longer found" items={agenda.remediated} />
        <Gone
          title="No longer raised by the policy"
          items={agenda.retired ?? []}
        />
        {mayEdit && (
          <div style={{ marginTop: 16 }}>
            <CallOff
              onCallOff={reason =>
                meeting.happen({ kind: 'called-off', reason })
              }
            />
          </div>
        )}
        <LeavesOut hidden={review.hidden}>
          {running
            ? 'what was said in the meeting; its minutes will stand here'
            : `${agenda.leftOut} open findings that are neither new nor worse nor due, ${agenda.belowSeverity} of them new and below ${settings.minSeverity}`}
        </LeavesOut>
      </Sheet>
    </>
  );
}

/** What was decided about earlier and is no finding any more; nothing when there is none. */
function Gone({
  title,
  items,
}: {
  title: string;
  items: readonly { key: string; title: string }[];
}) {
  if (items.length === 0) return null;
  return (
    <Section title={title} aside={items.length}>
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {items.map(item => (
          <li key={item.key}>{item.title}</li>
        ))}
      </ul>
    </Section>
  );
}
