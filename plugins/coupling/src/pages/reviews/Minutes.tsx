import { styled } from '@mui/material/styles';
import type {
  CouplingClient,
  Remark,
  Review,
  ReviewItem,
} from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import {
  AccentLink,
  Act,
  CopyLink,
  Headline,
  LeavesOut,
  Muted,
  Section,
  SeverityMark,
  useTeamTitles,
} from '../../components';
import { LongText } from '../../decision/LongText';
import { Downloads } from '../../review/Downloads';
import { Buttons } from '../../review/fields';
import { usePersonTitle } from '../../review/PeoplePicker';
import { ON_SCREEN, PRINTED, PrintStyles } from '../../review/print';
import { RemarkForm } from '../../review/RemarkForm';
import {
  dateWords,
  dayWords,
  hourWords,
  isDecided,
  lineOf,
} from '../../review/reviewWords';
import type { MeetingActs } from '../../review/useMeeting';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';
import { ItemFrame, ItemHead, ItemList } from './PacketItem';
import { Setbacks } from './Setbacks';

const Said = styled('ul')({
  listStyle: 'none',
  margin: '4px 0 0',
  padding: 0,
  '& li': {
    display: 'grid',
    gridTemplateColumns: '46px minmax(0, 1fr)',
    padding: '1px 0',
    overflowWrap: 'anywhere',
  },
  '& time': { fontVariantNumeric: 'tabular-nums' },
});

/** What the meeting came to. */
export function minutesSentence(review: Review): string {
  const { items, state, series, plannedAt } = review;
  if (state === 'called-off') {
    return `${series.settings.name} on ${dayWords(
      plannedAt,
      series.settings.timezone,
    )} was called off`;
  }
  const decided = items.filter(isDecided).length;
  const carried = items.length - decided;
  const all = count(items.length, 'item');
  if (carried === 0) return `All ${all} were decided`;
  return `${decided} of ${all} ${decided === 1 ? 'was' : 'were'} decided; ${
    carried === 1 ? '1 is' : `${carried} are`
  } carried over`;
}

/** Teams on the chain of an item that were said to be absent, with the numbers of the items. */
function absentOwners(review: Review): { team: string; items: number[] }[] {
  const absent = review.attendance.filter(({ here }) => !here);
  return absent.flatMap(({ who }) => {
    const items = review.items.flatMap(({ finding }, i) =>
      finding?.teams.includes(who) ? [i + 1] : [],
    );
    return items.length > 0 ? [{ team: who, items }] : [];
  });
}

function Attendance(props: { review: Review }) {
  const { attendance } = props.review;
  const titleOf = usePersonTitle();
  const here = attendance.filter(each => each.here);
  const owners = absentOwners(props.review);
  const others = attendance.filter(
    ({ who, here: is }) => !is && !owners.some(({ team }) => team === who),
  );
  if (attendance.length === 0) {
    return (
      <p>
        <Muted>Nobody was noted as here or absent.</Muted>
      </p>
    );
  }
  return (
    <>
      {here.length > 0 && (
        <p>
          <Muted>Present: </Muted>
          {here
            .map(({ who, for: of }) =>
              of ? `${titleOf(who)} for ${titleOf(of)}` : titleOf(who),
            )
            .join(', ')}
        </p>
      )}
      {owners.length > 0 && (
        <p>
          <Muted>Absent owners: </Muted>
          {owners
            .map(
              ({ team, items }) =>
                `${titleOf(team)} (${
                  items.length === 1 ? 'item' : 'items'
                } ${items.join(', ')})`,
            )
            .join('; ')}
        </p>
      )}
      {others.length > 0 && (
        <p>
          <Muted>Absent: </Muted>
          {others.map(({ who }) => titleOf(who)).join(', ')}
        </p>
      )}
    </>
  );
}

function Remarks(props: {
  remarks: readonly Remark[];
  word: string;
  timezone: string;
}) {
  const titleOf = usePersonTitle();
  return (
    <>
      {props.remarks.map((remark, i) => (
        <li key={`${remark.at} ${i}`}>
          <time dateTime={remark.at}>
            {hourWords(remark.at, props.timezone)}
          </time>
          <span>
            <b>{props.word}</b> <LongText text={remark.text} />{' '}
            <Muted>{titleOf(remark.by)}</Muted>
          </span>
        </li>
      ))}
    </>
  );
}

/** Whether there is anything to say of an item but that it is carried over. */
function isTalkedAbout(item: ReviewItem): boolean {
  return isDecided(item) || item.dissents.length > 0 || item.notes.length > 0;
}

/** What was decided or talked about, under the numbers that the items had on the agenda. */
function Items(props: { review: Review }) {
  const { items, series } = props.review;
  const { timezone } = series.settings;
  const titleOf = useTeamTitles();
  const personOf = usePersonTitle();
  const numbered = items
    .map((each, i) => ({ each, n: i + 1 }))
    .filter(({ each }) => isTalkedAbout(each));
  if (numbered.length === 0) {
    return (
      <p>
        <Muted>Nothing was decided, and nothing noted.</Muted>
      </p>
    );
  }
  return (
    <ItemList aria-label="Items">
      {numbered.map(({ each, n }) => (
        <ItemFrame key={each.item.key}>
          <span className="n">{n}</span>
          <div>
            <ItemHead item={each} />
            <Said>
              {each.decisions.map(({ id, at, by, body }) => (
                <li key={id}>
                  <time dateTime={at}>{hourWords(at, timezone)}</time>
                  <span>
                    <LongText text={lineOf(body, titleOf)} />{' '}
                    <Muted>{personOf(by)}</Muted>
                  </span>
                </li>
              ))}
              {!isDecided(each) && (
                <li>
                  <span />
                  <Muted>not decided, carried over</Muted>
                </li>
              )}
              <Remarks
                remarks={each.dissents}
                word="Dissent:"
                timezone={timezone}
              />
              <Remarks remarks={each.notes} word="Note:" timezone={timezone} />
            </Said>
          </div>
          <span />
        </ItemFrame>
      ))}
    </ItemList>
  );
}

const CarriedList = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': {
    display: 'grid',
    gridTemplateColumns: '30px 14px minmax(0, 1fr)',
    columnGap: 12,
    padding: '1px 0',
    breakInside: 'avoid',
    overflowWrap: 'anywhere',
  },
  '& .n': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
});

function Carried(props: { items: readonly ReviewItem[] }) {
  return (
    <CarriedList>
      {props.items.map(
        (each, i) =>
          !isDecided(each) && (
            <li key={each.item.key}>
              <Muted className="n">{i + 1}</Muted>
              <span>
                {each.item.severity && (
                  <SeverityMark severity={each.item.severity} wordless />
                )}
              </span>
              <span>{each.item.title}</span>
            </li>
          ),
      )}
    </CarriedList>
  );
}

/** After the meeting: what was decided, who disagreed, who was absent, what comes again. Always at the same address. */
export function Minutes(props: { meeting: MeetingActs }) {
  const { meeting } = props;
  const { review } = meeting;
  const { id, series, number, startedAt, endedAt, items, notes } = review;
  const { settings } = series;
  const { timezone } = settings;
  const [noting, setNoting] = useState(false);
  const seriesTo = useCouplingPaths().series(series.id);
  const carried = items.filter(item => !isDecided(item));
  const calledOff = review.state === 'called-off';
  const file = (
    title: string,
    ending: string,
    format: 'csv' | 'markdown' | 'madr',
  ) => ({
    title,
    name: `${id}-${ending}`,
    read: (client: CouplingClient) => client.exportMinutes(id, { format }),
  });
  return (
    <>
      <PrintStyles title={`${settings.name}, no. ${number}`} />
      <Setbacks meeting={meeting} />
      <div className={PRINTED}>
        <Headline
          sentence={minutesSentence(review)}
          second={
            <>
              {settings.name}, no. {number}
              {startedAt && (
                <>
                  , {dateWords(startedAt, timezone)}{' '}
                  {hourWords(startedAt, timezone)}
                  {endedAt && ` to ${hourWords(endedAt, timezone)}`} {timezone}
                </>
              )}
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
                <CopyLink />
                <Downloads
                  files={[
                    file('Markdown', 'minutes.md', 'markdown'),
                    file('CSV', 'decisions.csv', 'csv'),
                    file('Decision records', 'decision-records.md', 'madr'),
                  ]}
                />
              </Buttons>
            </span>
          }
        />
        {!calledOff && (
          <>
            <Section title="Who was there">
              <Attendance review={review} />
            </Section>
            <Section title="Items">
              <Items review={review} />
            </Section>
          </>
        )}
        {carried.length > 0 && !calledOff && (
          <Section title="Carried over" aside={carried.length}>
            <Carried items={items} />
          </Section>
        )}
        {!calledOff && (
          <Section title="Notes">
            <Said>
              <Remarks remarks={notes} word="" timezone={timezone} />
            </Said>
            {noting ? (
              <RemarkForm
                label="What the minutes should say too"
                act="Add the note"
                onSend={text => {
                  meeting.happen({ kind: 'noted', text });
                  setNoting(false);
                }}
                onCancel={() => setNoting(false)}
              />
            ) : (
              <Act type="button" onClick={() => setNoting(true)}>
                Add a note
              </Act>
            )}
          </Section>
        )}
        <LeavesOut hidden={review.hidden}>
          findings that were not on the agenda, and what was decided outside of
          this review
        </LeavesOut>
      </div>
    </>
  );
}
