import { styled } from '@mui/material/styles';
import { kindOf, nameOf } from '../refs';
import { useEntityPath } from '../url/paths';
import { KindLetter } from './KindLetter';
import { DottedLink } from './styled';

const Name = styled('span')({ overflowWrap: 'anywhere' });

/**
 * An entity by its name, linked to its catalog page. The name is that of the ref unless a title is given; a thing that
 * the catalog does not hold (`missing`), or a text that is no ref, is plain text.
 */
export function EntityLink(props: {
  entityRef: string;
  title?: string;
  missing?: boolean;
  /** With its kind as a letter before it. */
  kind?: boolean;
}) {
  const { entityRef, title, missing, kind } = props;
  const to = useEntityPath()(entityRef);
  const name = title || nameOf(entityRef);
  return (
    <>
      {kind && <KindLetter kind={kindOf(entityRef)} />}
      <Name title={entityRef}>
        {to && !missing ? <DottedLink to={to}>{name}</DottedLink> : name}
      </Name>
    </>
  );
}
