import type { ReactElement } from 'react';
import classes from './Avatar.module.css';

interface Props {
  readonly name: string;
  readonly url?: string | null;
  readonly size?: number;
}

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase('en');
};

/** A face, or the initials in its place. The name always stands beside it, so this one is silent. */
export function Avatar({ name, url = null, size = 48 }: Props): ReactElement {
  const style = { inlineSize: size, blockSize: size, fontSize: size * 0.36 };
  if (url) return <img className={classes.avatar} src={url} alt="" width={size} height={size} loading="lazy" />;
  return <span aria-hidden="true" className={classes.avatar} style={style} data-initials={initials(name)} />;
}
