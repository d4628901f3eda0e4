import { styled } from '@mui/material/styles';
import type {
  PolicyPreview,
  PreviewItem,
} from '@posiwid/backstage-plugin-coupling-common';
import { DottedLink, Muted, Ruled, SeverityMark } from '../../components';
import { useCouplingPaths } from '../../url/paths';
import { count, SEVERITIES } from '../../words';
import { previewSentence } from './policyWords';

const Table = styled(Ruled)({
  tableLayout: 'fixed',
  '& td': { overflowWrap: 'anywhere' },
  '& .change': { width: 84 },
  '& .severity': { width: 170 },
  '& .rule': { width: 150 },
  '@container (max-width: 640px)': { '& .rule': { display: 'none' } },
});

const Sentence = styled('p')({ margin: '0 0 4px', fontWeight: 600 });

const CHANGE_WORDS: Record<PreviewItem['change'], string> = {
  raised: 'raises',
  worse: 'worsens',
  retired: 'retires',
  better: 'eases',
};

function Title(props: { item: PreviewItem }) {
  const { id, title, change } = props.item;
  const to = useCouplingPaths().risks({ finding: id });
  // What is not found yet has no page.
  return change === 'raised' || !to ? (
    <>{title}</>
  ) : (
    <DottedLink to={to}>{title}</DottedLink>
  );
}

/** `2 critical, 4 high`. */
function bySeverity({ bySeverity: counts }: PolicyPreview['raised']): string {
  return SEVERITIES.filter(severity => counts[severity])
    .map(severity => `${counts[severity]} ${severity}`)
    .join(', ');
}

/** What another policy would raise and retire. */
export function PreviewResult(props: { preview: PolicyPreview }) {
  const { preview } = props;
  const { items, more, hidden, raised, retired } = preview;
  return (
    <div>
      <Sentence>{previewSentence(preview)}</Sentence>
      <Muted>
        {raised.total > 0 && `Raised: ${bySeverity(raised)}. `}
        {retired.total > 0 && `Retired: ${bySeverity(retired)}. `}
        In the catalog as it is now; nothing was saved.
      </Muted>
      {items.length > 0 && (
        <Table aria-label="What would be otherwise">
          <thead>
            <tr>
              <th scope="col" className="change">
                Change
              </th>
              <th scope="col" className="severity">
                Severity
              </th>
              <th scope="col">Finding</th>
              <th scope="col" className="rule">
                Rule
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(item => (
              <tr key={item.id}>
                <td className="change">{CHANGE_WORDS[item.change]}</td>
                <td className="severity">
                  {item.before && (
                    <>
                      <SeverityMark severity={item.before} /> →{' '}
                    </>
                  )}
                  <SeverityMark severity={item.severity} />
                </td>
                <td>
                  <Title item={item} />
                </td>
                <td className="rule m">{item.rule}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {(more > 0 || hidden > 0) && (
        <Muted>
          {more > 0 && `${count(more, 'finding')} more. `}
          {hidden > 0 &&
            `${count(hidden, 'finding')} that you may not read in the catalog.`}
        </Muted>
      )}
    </div>
  );
}
