import { styled } from '@mui/material/styles';
import { Section } from '../components/Section';
import { RowsSkeleton } from '../components/Skeletons';
import { EmptyState, QueryState } from '../components/States';
import { EntityLink } from '../components/EntityLink';
import { LeavesOut } from '../components/LeavesOut';
import { Act } from '../components/styled';
import { EntityPicker } from '../map/entity/EntityPicker';
import { nameOf } from '../refs';
import { IndependenceRegister } from './IndependenceRegister';
import { useIndependence } from './queries';

const MOST = 20;

const Chosen = styled('ul')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  columnGap: 16,
  rowGap: 4,
  listStyle: 'none',
  margin: '0 0 8px',
  padding: 0,
});

const Sentence = styled('p')({
  fontSize: 16,
  fontWeight: 600,
  margin: '4px 0 8px',
  overflowWrap: 'anywhere',
});

function Register(props: { refs: string[] }) {
  const query = useIndependence(props.refs);
  return (
    <QueryState
      query={query}
      skeleton={<RowsSkeleton rows={6} />}
      notFound={
        <EmptyState title="One of these is not in the last analysis">
          <p>It may have another name now, or you may not read it.</p>
        </EmptyState>
      }
    >
      {register => (
        <>
          <Sentence>{register.headline}</Sentence>
          <IndependenceRegister
            register={register}
            label="What the chosen entities share"
          />
          <LeavesOut hidden={register.hidden}>
            {register.omissions.map(({ text }) => text).join('; ') ||
              'what no source names'}
          </LeavesOut>
        </>
      )}
    </QueryState>
  );
}

/** What any entities share, chosen by the reader; the choice is in the address. */
export function Compare(props: {
  refs: string[];
  onChange: (refs: string[]) => void;
}) {
  const { refs, onChange } = props;
  return (
    <Section title="Independence of" aside="any two entities or more">
      <Chosen aria-label="Compared">
        {refs.map(ref => (
          <li key={ref}>
            <EntityLink entityRef={ref} kind />{' '}
            <Act
              type="button"
              aria-label={`Take ${nameOf(ref)} out`}
              onClick={() => onChange(refs.filter(each => each !== ref))}
            >
              ×
            </Act>
          </li>
        ))}
        {refs.length < MOST && (
          <li>
            <EntityPicker
              key={refs.length}
              label={refs.length === 0 ? 'Compare' : 'and'}
              placeholder="an entity…"
              onChange={ref =>
                ref && !refs.includes(ref) && onChange([...refs, ref])
              }
            />
          </li>
        )}
      </Chosen>
      {refs.length >= 2 && <Register refs={refs} />}
    </Section>
  );
}
