import { nameOf } from '../refs';
import { EntityLink } from './EntityLink';

/** A sentence in which the first mention of an entity's name links to it; without a mention the link follows it. */
export function NamedText(props: { text: string; entityRef?: string }) {
  const { text, entityRef } = props;
  if (!entityRef) {
    return <>{text}</>;
  }
  const name = nameOf(entityRef);
  const at = text.indexOf(name);
  if (at < 0) {
    return (
      <>
        {text} <EntityLink entityRef={entityRef} kind />
      </>
    );
  }
  return (
    <>
      {text.slice(0, at)}
      <EntityLink entityRef={entityRef} />
      {text.slice(at + name.length)}
    </>
  );
}
