import { styled } from '@mui/material/styles';
import type {
  Coupling,
  Interface,
  MatrixCellDetail,
} from '@posiwid/backstage-plugin-coupling-common';
import {
  AccentLink,
  Act,
  EmptyState,
  EntityLink,
  GradeLine,
  Muted,
  QueryState,
  RowsSkeleton,
  Ruled,
  Section,
} from '../../components';
import { ContractWords } from '../../entity/ContractWords';
import { FindingTitles } from '../../entity/FindingTitles';
import { tokensOf } from '../../theme/tokens';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';
import type { Level, MapState } from '../mapUrl';
import { ProposeYaml } from '../proposal';
import { useMatrixCell } from '../queries';
import { sightingInShort, sightingWords } from '../seenWords';

const Head = styled('div')({
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'baseline',
  columnGap: 16,
  '& h3': {
    font: 'inherit',
    fontSize: 16,
    lineHeight: '22px',
    fontWeight: 600,
    margin: '2px 0',
    overflowWrap: 'anywhere',
  },
});

const Couplings = styled(Ruled)(({ theme }) => ({
  fontSize: 12.5,
  '& td': { padding: '3px 10px 3px 0', border: 0 },
  '& tbody + tbody tr:first-of-type > *': {
    borderTop: `1px solid ${tokensOf(theme).line}`,
  },
  '& th.interface': {
    fontSize: 12.5,
    color: 'inherit',
    whiteSpace: 'normal',
    padding: '4px 10px 3px 0',
  },
  '& td.contract': { textAlign: 'left', paddingTop: 4 },
  '& .sighting': { display: 'block', fontSize: 11.5 },
  '& td.from': { paddingLeft: 20, overflowWrap: 'anywhere' },
}));

/** Couplings by what they need, in the order of the interfaces, then of first mention. */
function byTarget(detail: MatrixCellDetail) {
  const targets = new Map<
    string,
    { target: Coupling['to']; interface?: Interface; couplings: Coupling[] }
  >();
  for (const item of detail.interfaces) {
    targets.set(item.provider.ref, {
      target: item.provider,
      interface: item,
      couplings: [],
    });
  }
  for (const coupling of detail.couplings) {
    const known = targets.get(coupling.to.ref);
    if (known) {
      known.couplings.push(coupling);
    } else {
      targets.set(coupling.to.ref, {
        target: coupling.to,
        couplings: [coupling],
      });
    }
  }
  return [...targets.values()].filter(({ couplings }) => couplings.length > 0);
}

function CouplingRow(props: { coupling: Coupling }) {
  const { from, to, strength, grade, seen } = props.coupling;
  const now = new Date();
  const words = sightingInShort(props.coupling, now);
  return (
    <tr>
      <td className="from">
        <EntityLink entityRef={from.ref} title={from.title} />
        {words && (
          <Muted
            className="sighting"
            title={sightingWords(props.coupling, now)}
          >
            {words}
          </Muted>
        )}
        {seen === 'observed' && (
          <div>
            <ProposeYaml from={from.ref} to={to.ref} />
          </div>
        )}
      </td>
      <td className={strength === 'hard' ? undefined : 'm'}>
        {strength ?? 'not known'}
      </td>
      <td>
        <GradeLine grade={grade} />
        {seen === 'observed' && <Muted className="sighting">only</Muted>}
      </td>
    </tr>
  );
}

function Detail(props: { detail: MatrixCellDetail; isInside: boolean }) {
  const { detail, isInside } = props;
  const paths = useCouplingPaths();
  const risks =
    detail.level === 'team'
      ? paths.risks({ team: [...new Set([detail.from, detail.to])] })
      : paths.page(
          'risks',
          new URLSearchParams(
            [...new Set([detail.from, detail.to])]
              .filter(ref => ref !== 'none')
              .map(ref => [detail.level, ref]),
          ),
        );
  return (
    <>
      <Muted style={{ display: 'block', marginBottom: 14 }}>
        {count(detail.couplings.length, 'coupling')}
        {!isInside && ` over ${count(detail.interfaces.length, 'interface')}`}
        {detail.hidden > 0 &&
          `, ${detail.hidden} more that you may not read in the catalog`}
      </Muted>
      <Section title="Couplings" aside="strength, evidence">
        <Couplings>
          {byTarget(detail).map(({ target, interface: item, couplings }) => (
            <tbody key={target.ref}>
              <tr>
                <th scope="rowgroup" className="interface">
                  <EntityLink
                    entityRef={target.ref}
                    title={target.title}
                    kind
                  />
                </th>
                <td colSpan={2} className="contract">
                  {item && <ContractWords interface={item} />}
                </td>
              </tr>
              {couplings.map(coupling => (
                <CouplingRow
                  key={`${coupling.from.ref} ${coupling.kind}`}
                  coupling={coupling}
                />
              ))}
            </tbody>
          ))}
        </Couplings>
      </Section>
      <Section title="Risks here" aside={`${detail.findings.length} open`}>
        <FindingTitles findings={detail.findings} />
        {detail.findings.length === 0 && (
          <Muted>None found in what is declared or observed.</Muted>
        )}
        {risks && (
          <p style={{ margin: '10px 0 0' }}>
            <AccentLink to={risks} style={{ fontWeight: 600 }}>
              Open in Risks
            </AccentLink>
          </p>
        )}
      </Section>
    </>
  );
}

/** What is behind the selected cell: its couplings by interface, and the findings about them. */
export function CellPanel(props: {
  level: Level;
  seen: MapState['seen'];
  from: string;
  to: string;
  onClose: () => void;
}) {
  const { level, seen, from, to, onClose } = props;
  const query = useMatrixCell({ level, seen, from, to });
  const close = (
    <Act type="button" onClick={onClose}>
      Close
    </Act>
  );
  return (
    <QueryState
      query={query}
      skeleton={<RowsSkeleton rows={10} height={18} />}
      notFound={
        <EmptyState title="There is nothing in this cell" action={close}>
          <p>The last analysis knows no coupling between these two.</p>
        </EmptyState>
      }
    >
      {detail => (
        <>
          <Head>
            <h3>{detail.title}</h3>
            {close}
          </Head>
          <Detail detail={detail} isInside={from === to} />
        </>
      )}
    </QueryState>
  );
}
