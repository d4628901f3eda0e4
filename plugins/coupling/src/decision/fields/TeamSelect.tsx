import { useTeams } from '../../api/queries';
import { NO_OWNER, nameOf } from '../../refs';
import type { Control } from './control';
import { Select, Wrong } from './styled';

interface Option {
  ref: string;
  title: string;
}

/**
 * One group of the catalog, those named in the finding first. A plain list of the browser: it is found by typing, works with every
 * keyboard and screen reader, and reads from afar.
 */
export function TeamSelect(props: {
  control: Control;
  first: readonly string[];
}) {
  const { control, first } = props;
  const { onChange, ...rest } = control;
  const teams = useTeams();
  const known = (teams.data ?? []).filter(
    ({ ref, standing }) =>
      ref !== NO_OWNER && (standing === 'living' || standing === 'empty'),
  );
  const titles = new Map(known.map(({ ref, title }) => [ref, title]));
  const option = (ref: string): Option => ({
    ref,
    title: titles.get(ref) ?? nameOf(ref),
  });
  // The one that is chosen stays, also when the catalog no longer has it.
  const own = [...new Set([...first, control.value])].filter(
    ref => ref !== '' && ref !== NO_OWNER,
  );
  const others = known.filter(({ ref }) => !own.includes(ref));
  return (
    <>
      <Select {...rest} onChange={event => onChange(event.target.value)}>
        <option value="">{teams.isPending ? 'Loading…' : 'No team'}</option>
        <Options title="Named in the finding" options={own.map(option)} />
        <Options
          title="All teams"
          options={[...others].sort((a, b) => a.title.localeCompare(b.title))}
        />
      </Select>
      {teams.isError && <Wrong>The other teams could not be read</Wrong>}
    </>
  );
}

function Options(props: { title: string; options: readonly Option[] }) {
  const { title, options } = props;
  if (options.length === 0) {
    return null;
  }
  return (
    <optgroup label={title}>
      {options.map(each => (
        <option key={each.ref} value={each.ref}>
          {each.title}
        </option>
      ))}
    </optgroup>
  );
}
