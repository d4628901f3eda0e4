import { styled } from '@mui/material/styles';
import { DottedButton, DottedLink } from './styled';

const Tabular = styled('span')({ fontVariantNumeric: 'tabular-nums' });

/**
 * A number. With `to` or `onClick` it opens the entities behind it, and `label` says what that is
 * (`48 entities that fail with config-push`).
 */
export function Num(props: {
  value: number;
  to?: string;
  onClick?: () => void;
  label?: string;
  /** Opened in place: whether what the number opens is open. */
  expanded?: boolean;
  /** Before the number, such as a plus or minus sign. */
  sign?: string;
}) {
  const { value, to, onClick, label, expanded, sign = '' } = props;
  const text = `${sign}${value.toLocaleString('en')}`;
  const named = label ? { 'aria-label': label, title: label } : {};
  if (to) {
    return (
      <Tabular>
        <DottedLink to={to} {...named}>
          {text}
        </DottedLink>
      </Tabular>
    );
  }
  if (onClick) {
    return (
      <Tabular>
        <DottedButton
          type="button"
          onClick={onClick}
          aria-expanded={expanded}
          {...named}
        >
          {text}
        </DottedButton>
      </Tabular>
    );
  }
  return <Tabular title={label}>{text}</Tabular>;
}
