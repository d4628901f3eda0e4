/**
 * The meeting on the screen of the room: the agenda at the side, one finding large enough to be read at three metres, what can be
 * decided about it, and the minutes as they form. Everybody who has it open sees the same item; who runs it moves it.
 */
import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import { Confirm } from '../../../review/Confirm';
import { useDecisions } from '../../../review/queries';
import { isDecided } from '../../../review/reviewWords';
import type { MeetingActs } from '../../../review/useMeeting';
import { tokensOf } from '../../../theme/tokens';
import { count } from '../../../words';
import { BigActions, QuietActions, type QuietAct } from './Actions';
import { AgendaRail } from './AgendaRail';
import { Announcer } from './Announcer';
import { DecideForm } from './DecideForm';
import { fillScreen, giveBackScreen } from './fullScreen';
import { Help } from './Help';
import { bestMove, ItemView, SoFar } from './ItemView';
import { MeetingLog } from './MeetingLog';
import { comingDays, type FormKind } from './roomForm';
import { useRoomKeys } from './roomKeys';
import { useRoomForm } from './useRoomForm';
import { useRoomScale } from './useRoomScale';
import { shortDay } from '../../../review/reviewWords';

const Room = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'grid',
    gridTemplateColumns: '322px minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr) auto auto',
    gridTemplateAreas: '"agenda item" "agenda decide" "agenda minutes"',
    height: '100vh',
    background: t.surface,
    color: t.text,
    fontFamily: theme.typography.fontFamily,
    fontSize: 16,
    lineHeight: 1.4,
    '& *, & *::before, & *::after': { boxSizing: 'border-box' },
    '@media (max-width: 1000px)': {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'auto minmax(0, 1fr) auto auto',
      gridTemplateAreas: '"agenda" "item" "decide" "minutes"',
    },
  };
});

const Item = styled('main')(({ theme }) => ({
  gridArea: 'item',
  minHeight: 0,
  overflowY: 'auto',
  '&:focus-visible': {
    outline: `2px solid ${tokensOf(theme).accent}`,
    outlineOffset: -3,
  },
}));

const Decide = styled('div')({
  gridArea: 'decide',
  padding: '6px 42px 12px',
  maxHeight: '60vh',
  overflowY: 'auto',
  '@media (max-width: 1000px)': { padding: '6px 24px 8px' },
});

const Foot = styled('section')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    gridArea: 'minutes',
    borderTop: `1px solid ${t.text}`,
    padding: '9px 42px',
    fontSize: 18,
    lineHeight: '26px',
    '& footer': {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      columnGap: 24,
      marginTop: 5,
      fontSize: 16,
      lineHeight: '21px',
      color: t.muted,
    },
    '@media (max-width: 1000px)': { padding: '6px 24px' },
  };
});

const Banner = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    borderLeft: `4px solid ${t.severity.high}`,
    padding: '2px 12px',
    margin: '0 0 8px',
    fontSize: 18,
    lineHeight: '26px',
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 20,
    '& button': {
      font: 'inherit',
      fontWeight: 600,
      color: t.accent,
      background: 'none',
      border: 0,
      padding: 0,
      cursor: 'pointer',
    },
  };
});

export function MeetingRoom(props: {
  meeting: MeetingActs;
  /** No answer came the last time. */
  lost: boolean;
  onLeave: () => void;
}) {
  const { meeting, lost, onLeave } = props;
  const { review, outbox } = meeting;
  const { items, mayRun } = review;
  const scale = useRoomScale();
  const [all, setAll] = useState(false);
  const [asking, setAsking] = useState<'end' | 'help'>();
  const heading = useRef<HTMLHeadingElement>(null);
  const firstTeam = useRef<HTMLButtonElement>(null);
  const scroller = useRef<HTMLElement>(null);

  const found = items.findIndex(({ item }) => item.key === review.current);
  const at = Math.max(0, found);
  const item = items[at];
  const { finding } = item ?? {};
  const decisions = useDecisions(finding?.id, finding?.standing?.position);
  const position = Math.max(
    decisions.data?.standing.position ?? 0,
    finding?.standing?.position ?? 0,
  );
  const standing = decisions.data?.standing ?? finding?.standing;
  const isProposed = standing?.state === 'proposed';
  const agreeTo =
    standing?.state === 'disputed' || isProposed
      ? standing.decisions[0]
      : undefined;
  const room = useRoomForm(meeting, { position, agreeTo });
  const { form } = room;

  // Another item begins at its top, with everything folded.
  const { current } = review;
  useEffect(() => {
    setAll(false);
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [current]);

  // A form that closes gives the focus back to the room.
  const hadForm = useRef(false);
  useEffect(() => {
    if (hadForm.current && !form) heading.current?.focus();
    hadForm.current = form !== undefined;
  }, [form]);

  const decidable = mayRun && finding !== undefined;
  const may = (kind: FormKind) =>
    decidable && (decisions.data?.may.includes(kind) ?? true);
  const ending = outbox.unsent.some(
    change => change.kind === 'event' && change.body.kind === 'ended',
  );
  const go = (step: number) => {
    const next = items[at + step];
    if (next && mayRun) meeting.goTo(next.item.key);
  };
  const openIf = (kind: FormKind) => () => {
    if (may(kind)) room.open(kind);
  };
  // Who proposed an acceptance may still say that it is no risk; anybody else is asked to agree.
  const agrees = agreeTo !== undefined && (!isProposed || may('second'));
  const risk: FormKind = agrees ? 'second' : 'dispute';
  const agreement = isProposed ? 'Agree: accept' : 'Agree: no risk';
  const toggleScreen = () =>
    document.fullscreenElement ? giveBackScreen() : fillScreen();

  useRoomKeys(
    {
      Esc: () => {
        if (form) room.close();
      },
      ...(!form && {
        A: openIf('accept'),
        S: openIf('assign'),
        P: openIf('plan'),
        D: openIf('defer'),
        R: openIf(risk),
        M: openIf('done'),
        J: () => go(1),
        K: () => go(-1),
        E: () => setAll(before => !before),
        N: () => room.open('noted'),
        X: () => room.open('dissented'),
        T: () => firstTeam.current?.focus(),
        F: toggleScreen,
        '?': () => setAsking('help'),
      }),
    },
    asking === undefined,
  );

  const leave = () => {
    giveBackScreen();
    onLeave();
  };
  const end = () => {
    setAsking(undefined);
    giveBackScreen();
    meeting.happen({ kind: 'ended' });
  };

  const [next] = comingDays(review);
  const retires = bestMove(finding)?.retires;
  const quiet: QuietAct[] = [
    ...(mayRun
      ? [
          {
            key: 'J',
            word: 'Next',
            act: () => go(1),
            disabled: at >= items.length - 1,
          },
          { key: 'K', word: 'Back', act: () => go(-1), disabled: at === 0 },
        ]
      : []),
    { key: 'E', word: 'Evidence', act: () => setAll(!all), pressed: all },
    ...(decidable
      ? [
          {
            key: 'R',
            word: agrees ? agreement : 'Not a risk',
            act: openIf(risk),
            disabled: !may(risk),
          },
          {
            key: 'M',
            word: 'Mended',
            act: openIf('done'),
            disabled: !may('done'),
          },
        ]
      : []),
    { key: 'N', word: 'Note', act: () => room.open('noted') },
    { key: 'X', word: 'Dissent', act: () => room.open('dissented') },
    { key: 'F', word: 'Whole screen', act: toggleScreen },
    { key: '?', word: 'Keys', act: () => setAsking('help') },
  ];
  const about = form && items.findIndex(each => each.item.key === form.key);
  const undecided = items.filter(each => !isDecided(each)).length;
  return (
    <Dialog
      open
      fullScreen
      disableEscapeKeyDown
      transitionDuration={0}
      sx={{ zIndex: 1400 }}
      PaperProps={
        {
          elevation: 0,
          sx: { backgroundImage: 'none' },
          'aria-label': `${review.series.settings.name}, the meeting`,
        } as object
      }
    >
      <Room style={scale}>
        <AgendaRail
          review={review}
          onGo={mayRun ? key => meeting.goTo(key) : undefined}
        />
        <Item ref={scroller} tabIndex={0} aria-label="The item">
          {item ? (
            <ItemView
              review={review}
              item={item}
              n={at + 1}
              all={all}
              onSay={
                mayRun
                  ? (who, here) =>
                      meeting.happen({ kind: 'attendance', who, here })
                  : undefined
              }
              headingRef={heading}
              teamsRef={firstTeam}
            />
          ) : (
            <p style={{ padding: '24px 42px', fontSize: 22 }}>
              Nothing on this agenda is about what you may read.
            </p>
          )}
        </Item>
        <Decide>
          <div role="status">
            {lost && (
              <Banner>
                Not connected, trying again. What you do is kept and sent when
                the connection is back.
              </Banner>
            )}
          </div>
          <div role="alert">
            {room.setbacks.map(({ setback, words, reopen }) => (
              <Banner key={setback.id}>
                <span>{words}</span>
                {reopen && (
                  <button type="button" onClick={reopen}>
                    Open again
                  </button>
                )}
                <button
                  type="button"
                  onClick={() => meeting.forget(setback.id)}
                >
                  Let it go
                </button>
              </Banner>
            ))}
          </div>
          {form ? (
            <DecideForm
              key={form.id}
              form={form}
              about={`${about! + 1} ${items[about!]?.item.title ?? ''}`}
              finding={items[about!]?.finding}
              onSend={room.send}
              onClose={room.close}
              onChange={room.keep}
            />
          ) : (
            <>
              {finding && (
                <SoFar
                  finding={finding}
                  decisions={decisions.data?.items}
                  review={review}
                />
              )}
              {decidable && (
                <BigActions
                  may={may}
                  hints={{
                    accept: 'lapses if it grows',
                    assign: 'one owner, one date',
                    plan:
                      retires === undefined
                        ? 'the move, a date'
                        : `the move, retires ${retires}`,
                    defer: `to ${shortDay(next)}, say why`,
                  }}
                  onOpen={room.open}
                />
              )}
              <QuietActions acts={quiet} />
            </>
          )}
        </Decide>
        <Foot aria-label="Minutes">
          <MeetingLog review={review} unsent={outbox.unsent} />
          <footer>
            <span>
              What this view leaves out: findings that are not on the agenda
              {review.hidden > 0 &&
                `, and ${count(
                  review.hidden,
                  'item',
                )} about what you may not read`}
              .{!mayRun && ' You follow; note and dissent are yours.'}
            </span>
            <QuietFoot
              onLeave={leave}
              onEnd={mayRun ? () => setAsking('end') : undefined}
              ending={ending}
            />
          </footer>
        </Foot>
        <Announcer review={review} />
      </Room>
      {asking === 'help' && <Help onClose={() => setAsking(undefined)} />}
      {asking === 'end' && (
        <Confirm
          title="End the meeting?"
          act="End it"
          onAct={end}
          onCancel={() => setAsking(undefined)}
        >
          {undecided === 0
            ? 'Everything was decided.'
            : `${count(
                undecided,
                'item',
              )} without a decision will be carried over.`}{' '}
          {outbox.unsent.length > 0 &&
            `${count(
              outbox.unsent.length,
              'change',
            )} not sent yet will be sent first. `}
          The minutes will stand at this address.
        </Confirm>
      )}
    </Dialog>
  );
}

const FootActs = styled('span')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    columnGap: 22,
    '& button': {
      font: 'inherit',
      color: t.accent,
      background: 'none',
      border: 0,
      padding: 0,
      cursor: 'pointer',
    },
    '& button:focus-visible': {
      outline: `2px solid ${t.accent}`,
      outlineOffset: 2,
    },
    '& button:disabled': { color: t.muted },
  };
});

function QuietFoot(props: {
  onLeave: () => void;
  onEnd?: () => void;
  ending: boolean;
}) {
  return (
    <FootActs>
      <button type="button" onClick={props.onLeave}>
        Leave the screen
      </button>
      {props.onEnd && (
        <button type="button" disabled={props.ending} onClick={props.onEnd}>
          {props.ending ? 'Ending…' : 'End the meeting'}
        </button>
      )}
    </FootActs>
  );
}
