import { useState } from 'react';
import { Act, Unseen } from './styled';

/** Copies the address of what is on screen; every filter is in it. */
export function CopyLink() {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setSaid('Link copied');
    } catch {
      // Without a secure context browsers offer no clipboard; the address bar has the same link.
      setSaid('Copy it from the address bar');
    }
    setTimeout(() => setSaid(''), 2_500);
  };
  return (
    <>
      <Act type="button" onClick={copy}>
        {said || 'Copy link'}
      </Act>
      <Unseen role="status">{said}</Unseen>
    </>
  );
}
