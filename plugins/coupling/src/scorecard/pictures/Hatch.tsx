import { useTokens } from '../../theme/tokens';

/** Where nothing is known; fill with `url(#ID)`. Never a colour of success or failure. */
export function Hatch(props: { id: string }) {
  const t = useTokens();
  return (
    <defs>
      <pattern
        id={props.id}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0V6" stroke={t.faint} strokeWidth="1.2" opacity=".6" />
      </pattern>
    </defs>
  );
}
