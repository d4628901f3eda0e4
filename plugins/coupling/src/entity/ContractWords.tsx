import { styled } from '@mui/material/styles';
import type { Interface } from '@posiwid/backstage-plugin-coupling-common';
import { Muted } from '../components';

/** The mark of an interface that lacks an owner or a contract, as in the matrix. */
export const LackMark = styled('span')({
  display: 'inline-block',
  width: 7,
  height: 7,
  border: '1.3px solid currentColor',
  marginRight: 5,
});

const Words = styled('span')({ overflowWrap: 'anywhere' });

/** Longest contract text shown in place; the whole of it is on hover. */
const MAX_TEXT = 24;

/** An address that a browser may open; anything else is text. */
function webAddress(text: string): string | undefined {
  return /^https?:\/\//i.test(text) ? text : undefined;
}

/** Whether anybody wrote down what an interface promises. */
export function ContractWords(props: { interface: Interface }) {
  const { viaApi, contract, contractText } = props.interface;
  if (contract === 'stated') {
    const text = contractText?.trim();
    const address = text && webAddress(text);
    if (address) {
      return (
        <Muted>
          <a
            href={address}
            target="_blank"
            rel="noopener noreferrer"
            title={address}
            style={{
              color: 'inherit',
              textDecoration: 'underline dotted 1px',
              textUnderlineOffset: 3,
            }}
          >
            contract
          </a>
        </Muted>
      );
    }
    if (!text) {
      return <Muted>contract stated</Muted>;
    }
    return (
      <Muted title={text}>
        <Words>
          contract{' '}
          {text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text}
        </Words>
      </Muted>
    );
  }
  if (!viaApi) {
    return <Muted>no API</Muted>;
  }
  return contract === 'none' ? (
    <span style={{ whiteSpace: 'nowrap' }}>
      <LackMark />
      no contract
    </span>
  ) : (
    <Muted>contract not stated</Muted>
  );
}
