import { useApi } from '@backstage/frontend-plugin-api';
import type { CouplingClient } from '@posiwid/backstage-plugin-coupling-common';
import { useMutation } from '@tanstack/react-query';
import { couplingApiRef } from '../api/couplingApiRef';
import { messageOf } from '../api/errors';
import { Act } from '../components/styled';

export interface Download {
  title: string;
  name: string;
  read: (client: CouplingClient) => Promise<Blob>;
}

function save(file: Blob, name: string) {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Words that each save a file, and one that prints the page. */
export function Downloads(props: { files: readonly Download[] }) {
  const client = useApi(couplingApiRef);
  const saving = useMutation({
    mutationFn: async ({ read, name }: Download) =>
      save(await read(client), name),
  });
  return (
    <>
      {saving.isError && <span role="alert">{messageOf(saving.error)} </span>}
      {props.files.map(file => (
        <Act
          key={file.title}
          type="button"
          disabled={saving.isPending}
          onClick={() => saving.mutate(file)}
        >
          {file.title}
        </Act>
      ))}
      <Act type="button" onClick={() => window.print()}>
        Print
      </Act>
    </>
  );
}
